import { PRF_BYTES, type TextPrf } from '../mask/text-prf.ts';
import { countOwnTexts } from './own-texts.ts';
import { COLUMNS_PER_WORD, LAST_BIT, type MaskedCells, seenValues } from './seen-values.ts';
import { createValueSet, type ValueSet } from './value-set.ts';

type Cells = readonly (string | null)[];

/** A column whose values must not be found in what is delivered. */
export interface SoughtColumn {
  readonly name: string;
  /** Masks repeat values of the source by chance: they come from lists, or are the same values in another order. */
  readonly drawsFromValues: boolean;
}

export interface SurvivalOptions {
  /**
   * Columns whose masks are texts from lists of rowmill. An invented company `Tremblay and Sons` says nothing of the
   * Tremblay of the source, so words of these are not looked at.
   */
  readonly invented?: ReadonlySet<string>;
  /** Values that are remembered at once: 16 bytes each. */
  readonly mostValues?: number;
}

/** What became of the values of one column. Different values, but for `inOwnText`. */
export interface Survival {
  readonly column: string;
  /** Values of the source that were looked for. */
  readonly values: number;
  /** Of them, those that the same column of the masked table has. */
  readonly inSameColumn: number;
  /** Of them, those that another column has, also as words of a text. */
  readonly inOtherColumns: number;
  /** Of the values found, those that a mask may well have drawn by itself. */
  readonly byChance: number;
  /** Values found, those by chance aside: anything but 0 is a leak. */
  readonly survived: number;
  /** Texts that hold the value which their own row had, be it as a part of a word. */
  readonly inOwnText: number;
}

/** Looks for values of a source in what is delivered of it, without keeping any of them. */
export interface SurvivalCheck {
  /**
   * @param before cells of the sought columns by name
   * @param after cells of all delivered columns by name
   */
  add(before: ReadonlyMap<string, Cells>, after: ReadonlyMap<string, Cells>): void;
  results(): readonly Survival[];
  /** One value in so many was looked for; 1 as long as all fit into memory. */
  sampledOneIn(): number;
}

/** Values of a table that are remembered at once. */
const MOST_VALUES = 2_000_000;

/**
 * Compares the values of identifying columns before masking with all values after it, by a keyed function of their
 * normal form: `ANN@x.com` that comes out as `ann@x.com` has survived.
 *
 * In other columns, only values of six characters or more count, and no numbers of fewer than nine digits: those stand
 * in many columns and mean something else in each.
 *
 * @param prf under a key that nobody keeps
 */
export function createSurvivalCheck(
  columns: readonly SoughtColumn[],
  prf: TextPrf,
  { invented = new Set(), mostValues = MOST_VALUES }: SurvivalOptions = {},
): SurvivalCheck {
  const groups: Group[] = [];
  for (let from = 0; from < columns.length; from += COLUMNS_PER_WORD) {
    const some = columns.slice(from, from + COLUMNS_PER_WORD);
    const set = createValueSet(Math.ceil((mostValues * some.length) / columns.length));
    groups.push({ columns: some, set, inOwnText: some.map(() => 0) });
  }
  return {
    add(before, after) {
      for (const group of groups) addBatch(group, prf, { before, after, invented });
    },
    results: () => groups.flatMap(resultsOf),
    sampledOneIn: () => Math.max(1, ...groups.map(({ set }) => set.sampledOneIn())),
  };
}

/** As many columns as the bits of a word tell apart. */
interface Group {
  readonly columns: readonly SoughtColumn[];
  readonly set: ValueSet;
  readonly inOwnText: number[];
}

interface Batch extends MaskedCells {
  readonly before: ReadonlyMap<string, Cells>;
}

function addBatch({ columns, set, inOwnText }: Group, prf: TextPrf, batch: Batch): void {
  const { before, after, invented } = batch;
  const names = columns.map(({ name }) => name);
  const seen = seenValues(names, before, batch);
  const digests = prf(seen.values);
  const words = new DataView(digests.buffer, digests.byteOffset, digests.byteLength);
  for (let i = 0; i < seen.values.length; i++)
    set.add(words.getUint32(PRF_BYTES * i), words.getUint32(PRF_BYTES * i + 4), {
      before: seen.before[i] as number,
      after: seen.after[i] as number,
    });
  const texts = new Map([...after].filter(([name]) => !invented.has(name)));
  for (const [index, count] of countOwnTexts(names, before, texts).entries())
    inOwnText[index] = (inOwnText[index] ?? 0) + count;
}

interface Counts {
  values: number;
  inSameColumn: number;
  inOtherColumns: number;
  byChance: number;
}

function resultsOf({ columns, set, inOwnText }: Group): readonly Survival[] {
  const chance = columns.reduce(
    (bits, { drawsFromValues }, index) => (drawsFromValues ? bits + 2 ** index : bits),
    0,
  );
  const counts = columns.map(
    (): Counts => ({ values: 0, inSameColumn: 0, inOtherColumns: 0, byChance: 0 }),
  );
  set.each((before, after) => {
    for (const [index, count] of counts.entries())
      if ((before & (2 ** index)) !== 0)
        countValue(count, { own: 2 ** index, before, after, chance });
  });
  return columns.map(({ name }, index) => {
    const count = counts[index] as Counts;
    const found = count.inSameColumn + count.inOtherColumns;
    return {
      column: name,
      values: count.values,
      inSameColumn: count.inSameColumn,
      inOtherColumns: count.inOtherColumns,
      byChance: count.byChance,
      survived: Math.max(0, found - count.byChance),
      inOwnText: inOwnText[index] ?? 0,
    };
  });
}

/** Where a value of a column was seen, as bits; `chance` are the columns that draw from values. */
interface Places {
  readonly own: number;
  readonly before: number;
  readonly after: number;
  readonly chance: number;
}

function countValue(count: Counts, { own, before, after, chance }: Places): void {
  const others = (before & LAST_BIT) === 0 ? 0 : (after & ~own) >>> 0;
  const same = (after & own) >>> 0;
  count.values += 1;
  if (same !== 0) {
    count.inSameColumn += 1;
    if ((same & chance) !== 0) count.byChance += 1;
  }
  if (others !== 0) {
    count.inOtherColumns += 1;
    if ((others & ~chance) >>> 0 === 0) count.byChance += 1;
  }
}
