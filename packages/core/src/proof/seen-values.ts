import { normaliseIdentity } from '../mask/normalise.ts';
import { phrasesOf } from './phrases.ts';

type Cells = readonly (string | null)[];

/** Columns that the bits of a word tell apart; the last bit says something else. */
export const COLUMNS_PER_WORD = 31;
export const LAST_BIT = 2 ** 31;

/** Where one value of a batch was seen. */
export interface SeenValue {
  /** A bit for each sought column that had it before masking; {@link LAST_BIT} where it tells somebody anywhere. */
  before: number;
  /** A bit for each sought column that has it after masking; {@link LAST_BIT} for any other column and for texts. */
  after: number;
}

/** All values of a batch in their normal form. Those that only other columns have, and tell nothing, are left out. */
export function seenValues(
  columns: readonly string[],
  before: ReadonlyMap<string, Cells>,
  after: ReadonlyMap<string, Cells>,
): ReadonlyMap<string, SeenValue> {
  const seen = new Map<string, SeenValue>();
  const bits = new Map(columns.map((name, index) => [name, 2 ** index]));
  for (const [name, bit] of bits)
    for (const cell of filled(before.get(name))) note(seen, cell, { before: bit, after: 0 });
  for (const [name, cells] of after)
    for (const cell of filled(cells)) noteMask(seen, cell, bits.get(name) ?? LAST_BIT);
  for (const [value, places] of seen)
    if (places.before !== 0 && tellsAnywhere(value)) places.before += LAST_BIT;
  return seen;
}

const filled = (cells: Cells = []): readonly string[] =>
  cells.filter((cell) => cell !== null && cell !== '') as string[];

/** The mask as a whole, and the phrases of a text, which count as another column. */
function noteMask(seen: Map<string, SeenValue>, cell: string, bit: number): void {
  note(seen, cell, { before: 0, after: bit });
  for (const phrase of phrasesOf(cell)) note(seen, phrase, { before: 0, after: LAST_BIT });
}

function note(seen: Map<string, SeenValue>, cell: string, places: SeenValue): void {
  const value = normaliseIdentity(cell);
  if (value === '') return;
  const known = seen.get(value);
  if (known === undefined) {
    seen.set(value, places);
    return;
  }
  // Bit 31 makes bitwise sums negative.
  known.before = (known.before | places.before) >>> 0;
  known.after = (known.after | places.after) >>> 0;
}

/** Short values and numbers stand in many columns, and mean something else in each. */
function tellsAnywhere(value: string): boolean {
  return value.length >= 6 && !/^-?\d{1,8}(?:\.\d*)?$/.test(value);
}
