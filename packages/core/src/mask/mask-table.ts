import type { ColumnMask, MaskColumn, MaskContext, Reveals } from './define.ts';
import { createFakePeople } from './fake-people.ts';
import { type MaskKey, MaskKeyError } from './mask-key.ts';
import type { MaskNames } from './mask-names.ts';
import type { MaskPlan, PlannedColumn } from './plan-masking.ts';

/** Cells of consecutive rows, one per column of the plan. */
export type MaskRows = readonly (readonly (string | null)[])[];

/** What the run lends to masking. */
export interface TableMaskContext {
  /** Absent when the run has none; then no strategy of the plan may need it. */
  readonly key?: MaskKey;
  /** Names by locale: at least those of `plan.nameLocales`. */
  readonly names: Readonly<Record<string, MaskNames>>;
}

/** What became of one column so far; counts of parts of a table add up. */
export interface ColumnMaskCounts {
  readonly column: string;
  readonly strategy: string;
  readonly reveals: Reveals;
  /** Cells with a value that went through the strategy. */
  readonly masked: number;
  /** Cells that were null before. */
  readonly nulls: number;
  /**
   * Values, other than the empty string, whose mask is the value itself. Counted where the mask stands for the
   * value (`reveals: equality`), and there anything but 0 is a defect. 0 elsewhere: `keep` means to, and what does
   * not depend on the value says nothing by chance.
   */
  readonly unchangedValues: number;
}

/** Masks the rows of one table, batch by batch, and counts. The batches may have any size. */
export interface TableMask {
  mask(rows: MaskRows): (string | null)[][];
  counts(): readonly ColumnMaskCounts[];
}

/**
 * Sets up the masks of a plan.
 *
 * @throws {@link MaskKeyError} when the plan needs a key and there is none.
 * @throws RangeError when the names of a locale of the plan are not among `names`.
 * @throws MaskError while masking, when a value cannot be masked as its rule asks.
 */
export function createTableMask(plan: MaskPlan, context: TableMaskContext): TableMask {
  if (plan.keyed && !context.key) throw missingKey(plan);
  const indexOf = new Map(plan.columns.map(({ name }, index) => [name, index]));
  const people = createFakePeople(
    () => keyOf(plan, context),
    (locale) => namesOf(plan, context, locale),
  );
  const columns = plan.columns.map((column, index) => ({
    index,
    mask: column.strategy.create(column.options, contextOf(plan, column, context, people)),
    reads: new Set(column.strategy.reads(column.options)),
    tally: createTally(column),
  }));
  const maskRows = (rows: MaskRows): (string | null)[][] => {
    const originals = plan.columns.map((_, index) => rows.map((row) => cellOf(row, index)));
    const masked = columns.map(({ index, mask, reads, tally }) => {
      const values = originals[index] ?? [];
      const cells = mask({ values, other: otherColumns(reads, indexOf, originals) });
      tally.add(values, cells);
      return cells;
    });
    return rows.map((_, row) => masked.map((cells) => cells[row] ?? null));
  };
  return { mask: maskRows, counts: () => columns.map(({ tally }) => tally.counts()) };
}

/** Adds the counts of parts of one table. Every part must come from the same plan. */
export function mergeMaskCounts(
  parts: readonly (readonly ColumnMaskCounts[])[],
): readonly ColumnMaskCounts[] {
  const [first = [], ...rest] = parts;
  return first.map((counts, index) =>
    rest.reduce((sum, part) => addCounts(sum, part[index]), counts),
  );
}

function addCounts(sum: ColumnMaskCounts, part: ColumnMaskCounts | undefined): ColumnMaskCounts {
  if (part?.column !== sum.column) {
    throw new RangeError(
      `counts of column "${sum.column}" are missing: the parts are of two plans`,
    );
  }
  return {
    ...sum,
    masked: sum.masked + part.masked,
    nulls: sum.nulls + part.nulls,
    unchangedValues: sum.unchangedValues + part.unchangedValues,
  };
}

function cellOf(row: readonly (string | null)[], index: number): string | null {
  const cell = row[index];
  if (cell === undefined) throw new RangeError(`a row of ${row.length} cells has no cell ${index}`);
  return cell;
}

function otherColumns(
  reads: ReadonlySet<string>,
  indexOf: ReadonlyMap<string, number>,
  originals: readonly (readonly (string | null)[])[],
): MaskColumn['other'] {
  return (column) => {
    const values = reads.has(column) ? originals[indexOf.get(column) ?? -1] : undefined;
    if (!values) throw new RangeError(`column "${column}" is not among those the strategy reads`);
    return values;
  };
}

function contextOf(
  plan: MaskPlan,
  { name, maxLength }: PlannedColumn,
  context: TableMaskContext,
  people: MaskContext['people'],
): MaskContext {
  return {
    table: plan.table,
    column: name,
    locale: plan.locale,
    get key() {
      return keyOf(plan, context);
    },
    people,
    ...(maxLength === undefined ? {} : { maxLength }),
  };
}

function keyOf(plan: MaskPlan, { key }: TableMaskContext): MaskKey {
  if (!key) throw missingKey(plan);
  return key;
}

function namesOf({ table }: MaskPlan, { names }: TableMaskContext, locale: string): MaskNames {
  const found = Object.hasOwn(names, locale) ? names[locale] : undefined;
  if (!found)
    throw new RangeError(`${table}: the names of locale "${locale}" have not been loaded`);
  return found;
}

function missingKey({ table, columns }: MaskPlan): MaskKeyError {
  const keyed = columns.filter(({ properties }) => properties.keyed).map(({ name }) => name);
  return new MaskKeyError(
    `${table}: there is no masking key, but these columns need one: ${keyed.join(', ')} - add to the request \`masking: { key: env:ROWMILL_KEY }\` and set ROWMILL_KEY to "hex:" and the output of: openssl rand -hex 32`,
  );
}

interface Tally {
  add(values: readonly (string | null)[], cells: ReturnType<ColumnMask>): void;
  counts(): ColumnMaskCounts;
}

function createTally({ name, strategy, properties }: PlannedColumn): Tally {
  let masked = 0;
  let nulls = 0;
  let unchangedValues = 0;
  const mustChange = properties.reveals === 'equality';
  return {
    add(values, cells) {
      if (cells.length !== values.length) {
        throw new RangeError(`${strategy.name} gave ${cells.length} cells for ${values.length}`);
      }
      for (const [row, value] of values.entries()) {
        if (value === null) nulls += 1;
        else masked += 1;
        if (mustChange && value && value === cells[row]) unchangedValues += 1;
      }
    },
    counts: () => ({
      column: name,
      strategy: strategy.name,
      reveals: properties.reveals,
      masked,
      nulls,
      unchangedValues,
    }),
  };
}
