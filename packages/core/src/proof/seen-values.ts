import { normaliseIdentity } from '../mask/normalise.ts';
import { phrasesOf } from './phrases.ts';

type Cells = readonly (string | null)[];

/** Columns that the bits of a word tell apart; the last bit says something else. */
export const COLUMNS_PER_WORD = 31;
export const LAST_BIT = 2 ** 31;

/** Values of a batch in their normal form, with repeats, and where each was seen. */
export interface SeenValues {
  readonly values: readonly string[];
  /** A bit for the sought column that had it before masking; {@link LAST_BIT} where it tells somebody anywhere. */
  readonly before: readonly number[];
  /** A bit for the sought column that has it after masking; {@link LAST_BIT} for any other column and for texts. */
  readonly after: readonly number[];
}

/** Cells of a batch after masking. */
export interface MaskedCells {
  /** Cells of all delivered columns by name. */
  readonly after: ReadonlyMap<string, Cells>;
  /** Columns whose masks are invented texts: a word of them that is a value of the source is so by chance. */
  readonly invented: ReadonlySet<string>;
}

/** Where the values of a batch were seen. Masks that could not count anywhere are left out. */
export function seenValues(
  columns: readonly string[],
  before: ReadonlyMap<string, Cells>,
  { after, invented }: MaskedCells,
): SeenValues {
  const seen = { values: [], before: [], after: [] };
  const bits = new Map(columns.map((name, index) => [name, 2 ** index]));
  for (const [name, bit] of bits) noteValues(seen, before.get(name) ?? [], bit);
  for (const [name, cells] of after)
    if (!invented.has(name)) noteMasks(seen, cells, bits.get(name));
    else noteInvented(seen, cells, bits.get(name));
  return seen;
}

/** Of invented texts, only those of a sought column count, and whole. */
function noteInvented(seen: Seen, cells: Cells, bit: number | undefined): void {
  if (bit === undefined) return;
  for (const cell of cells) {
    const value = cell === null ? '' : normaliseIdentity(cell);
    if (value !== '') note(seen, value, 0, bit);
  }
}

/** To be filled. Telling repeats apart would cost more than looking at them again. */
interface Seen {
  readonly values: string[];
  readonly before: number[];
  readonly after: number[];
}

function note({ values, before, after }: Seen, value: string, was: number, is: number): void {
  values.push(value);
  before.push(was);
  after.push(is);
}

function noteValues(seen: Seen, cells: Cells, bit: number): void {
  for (const cell of cells) {
    const value = cell === null ? '' : normaliseIdentity(cell);
    if (value !== '') note(seen, value, tellsAnywhere(value) ? bit + LAST_BIT : bit, 0);
  }
}

function noteMasks(seen: Seen, cells: Cells, bit: number | undefined): void {
  for (const cell of cells) {
    if (cell === null) continue;
    const value = normaliseIdentity(cell);
    if (bit !== undefined && value !== '') note(seen, value, 0, bit);
    else if (tellsAnywhere(value)) note(seen, value, 0, LAST_BIT);
    notePhrases(seen, cell);
  }
}

function notePhrases(seen: Seen, text: string): void {
  for (const phrase of phrasesOf(text)) {
    const part = normaliseIdentity(phrase);
    if (tellsAnywhere(part)) note(seen, part, 0, LAST_BIT);
  }
}

/** Short values and numbers stand in many columns, and mean something else in each. */
function tellsAnywhere(value: string): boolean {
  return value.length >= 6 && !/^-?\d{1,8}(?:\.\d*)?$/.test(value);
}
