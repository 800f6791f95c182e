import { randomBytes } from './cipher.ts';
import { columnContexts } from './column-contexts.ts';
import type { ColumnLearner, ColumnMask, MaskColumn, MaskContext, Reveals } from './define.ts';
import { holdToCapacity } from './hold-to-capacity.ts';
import { type MaskKey, MaskKeyError } from './mask-key.ts';
import { inMaskOrder } from './mask-order.ts';
import type { MaskWords } from './mask-words.ts';
import type { MaskPlan, PlannedColumn } from './plan-masking.ts';
import type { Surrogates } from './surrogate-map.ts';

/** Cells of consecutive rows, one per column of the plan. */
export type MaskRows = readonly (readonly (string | null)[])[];

/** What the run lends to masking. */
export interface TableMaskContext {
  /** Absent when the run has none; then no strategy of the plan may need it. */
  readonly key?: MaskKey;
  /** Words by locale: at least those of `plan.wordLocales`. */
  readonly words: Readonly<Record<string, MaskWords>>;
  /** What "now" is for ages and dates. */
  readonly asOf: Date;
  /** Random bytes of this run alone; those of the system unless given. */
  readonly randomBytes?: (count: number) => Uint8Array;
  /** Random masks that all tables of the run share; without them, strategies that need them are refused. */
  readonly surrogates?: Surrogates;
  /** Row number, in the source, of the first row that is masked; 0 unless given. */
  readonly firstRow?: number;
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
   * value (`reveals: equality`), and there anything but 0 is a defect. 0 elsewhere: `keep` means to, what does not
   * depend on the value says nothing by chance, and a permutation has to be able to leave a value where it is.
   */
  readonly unchangedValues: number;
}

/** Masks the rows of one table, batch by batch, and counts. The batches may have any size. */
export interface TableMask {
  /** Whether all rows have to go through `learn` before the first one is masked. */
  readonly learns: boolean;
  /** Looks at rows that follow one another, from the first one on. */
  learn(rows: MaskRows): void;
  /** Rows with one cell per column of the plan that is not dropped. */
  mask(rows: MaskRows): (string | null)[][];
  counts(): readonly ColumnMaskCounts[];
}

/**
 * Sets up the masks of a plan.
 *
 * @throws {@link MaskKeyError} when the plan needs a key and there is none.
 * @throws RangeError when the words of a locale of the plan are not among `words`.
 * @throws MaskError while masking, when a value cannot be masked as its rule asks.
 */
export function createTableMask(plan: MaskPlan, context: TableMaskContext): TableMask {
  const contextOf = tableContexts(plan, context);
  const columns = plan.columns.map((column, index): WorkColumn => {
    const { strategy, options } = column;
    const learner = strategy.learns(options)
      ? strategy.learn?.(options, contextOf(column))
      : undefined;
    return { column, index, learner, tally: createTally(column) };
  });
  const indexOf = new Map(plan.columns.map(({ name }, index) => [name, index]));
  const ordered = inMaskOrder(plan.table, plan.columns).ordered;
  const order = ordered.map(({ name }) => columns[indexOf.get(name) ?? -1] as WorkColumn);
  const kept = columns.filter(({ column }) => !column.strategy.dropsColumn);
  const masks = setUpOnce(columns, contextOf);
  let learntRows = 0;
  let firstRow = context.firstRow ?? 0;
  return {
    learns: columns.some(({ learner }) => learner !== undefined),
    learn(rows) {
      const originals = columnsOf(plan, rows);
      for (const { column, index, learner } of columns)
        learner?.add({
          values: originals[index] ?? [],
          firstRow: learntRows,
          other: lookUp(column.reads, indexOf, originals, 'reads'),
        });
      learntRows += rows.length;
    },
    mask(rows) {
      const originals = columnsOf(plan, rows);
      const masked: (string | null)[][] = [];
      for (const { column, index, tally } of order) {
        const values = originals[index] ?? [];
        const cells = masks()[index]?.({
          values,
          firstRow,
          other: lookUp(column.reads, indexOf, originals, 'reads'),
          masked: lookUp(column.readsMasked, indexOf, masked, 'reads the masks of'),
        });
        masked[index] = cells ?? [];
        tally.add(values, masked[index]);
      }
      firstRow += rows.length;
      return rows.map((_, row) => kept.map(({ index }) => masked[index]?.[row] ?? null));
    },
    counts: () => columns.map(({ tally }) => tally.counts()),
  };
}

/**
 * What each strategy of a plan may know.
 *
 * @throws {@link MaskKeyError} when the plan needs a key and there is none.
 */
export function tableContexts(
  plan: MaskPlan,
  context: TableMaskContext,
): (column: PlannedColumn) => MaskContext {
  if (plan.keyed && !context.key) throw missingKey(plan);
  return columnContexts(plan, { randomBytes, ...context, key: () => keyOf(plan, context) });
}

interface WorkColumn {
  readonly column: PlannedColumn;
  readonly index: number;
  readonly learner: ColumnLearner | undefined;
  readonly tally: Tally;
}

/** The masks of all columns, set up when the first row is masked: by then everything has been learned. */
function setUpOnce(
  columns: readonly WorkColumn[],
  contextOf: (column: PlannedColumn) => MaskContext,
): () => readonly ColumnMask[] {
  const setUp = ({ column, learner }: WorkColumn): ColumnMask => {
    const context = contextOf(column);
    const learned = learner === undefined ? {} : { learned: learner.finish() };
    const mask = column.strategy.create(column.options, Object.assign(context, learned));
    return holdToCapacity(column, context, mask);
  };
  let masks: readonly ColumnMask[] | undefined = columns.some(({ learner }) => learner)
    ? undefined
    : columns.map(setUp);
  return () => {
    masks ??= columns.map(setUp);
    return masks;
  };
}

const columnsOf = (plan: MaskPlan, rows: MaskRows): (string | null)[][] =>
  plan.columns.map((_, index) => rows.map((row) => cellOf(row, index)));

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

function lookUp(
  allowed: readonly string[],
  indexOf: ReadonlyMap<string, number>,
  cells: readonly (readonly (string | null)[])[],
  verb: string,
): MaskColumn['other'] {
  return (column) => {
    const values = allowed.includes(column) ? cells[indexOf.get(column) ?? -1] : undefined;
    if (!values) throw new RangeError(`column "${column}" is not among those the strategy ${verb}`);
    return values;
  };
}

function keyOf(plan: MaskPlan, { key }: TableMaskContext): MaskKey {
  if (!key) throw missingKey(plan);
  return key;
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
  const mustChange = properties.reveals === 'equality' && properties.permutes !== true;
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
