import { allocate, type Memory, regionSize } from '../kernels/memory.ts';
import { BATCH_ROWS, type Batch, type BatchColumn } from '../model/batch.ts';
import { type ReadBatch, type Tag, Tags } from '../readers/read-batch.ts';
import { tableBytes } from '../wasm/checks-kernels.ts';
import type { CheckKernels, RunInt64, RunNumbers, Verdict } from './check-kernels.ts';
import type { ColumnPlan } from './column-plan.ts';
import { doubtfulPlans, failDoubtful } from './doubtful-numbers.ts';
import { openCheckKernels } from './open-check-kernels.ts';
import { openTextRun } from './text-run.ts';

/** What checks say of a batch. Valid until they run again. */
export interface Verdicts {
  /** Rows that fail. */
  readonly failures: number;
  /** One byte per row: 1 where it passes. */
  readonly passed: Verdict;
}

export interface OpenChecks {
  /** @throws TypeError when a column holds what its checks cannot read. */
  run(batch: Batch): Verdicts;
}

/** Bytes of memory that {@link openChecks} takes, at most. */
export function checksSize(plans: readonly ColumnPlan[]): number {
  const tables = plans.flatMap(({ texts, numbers }) => [...texts, ...numbers].map(tableBytes));
  const scratch = 3 * regionSize(BATCH_ROWS) + regionSize(8 * BATCH_ROWS);
  return tables.reduce((sum, size) => sum + size, scratch);
}

/** Arrays that checks write to, all rows long. */
interface Scratch {
  readonly passed: Verdict;
  readonly part: Verdict;
  readonly flags: Uint8Array;
  readonly numbers: Float64Array;
  /** The memory, where texts lie. */
  readonly bytes: Uint8Array;
}

/** Opens checks on batches whose cells lie in a memory: once for a table or a file, then once per batch. */
export function openChecks(plans: readonly ColumnPlan[], memory: Memory): OpenChecks {
  const kernels = openCheckKernels(memory);
  const bytes = (): Uint8Array =>
    new Uint8Array(memory.buffer, allocate(memory, BATCH_ROWS), BATCH_ROWS);
  const scratch: Scratch = {
    passed: bytes(),
    part: bytes(),
    flags: bytes(),
    numbers: new Float64Array(memory.buffer, allocate(memory, 8 * BATCH_ROWS), BATCH_ROWS),
    bytes: memory.bytes,
  };
  const runs = plans.map((plan) => openColumn(plan, kernels, scratch));
  const { passed } = scratch;
  return {
    run(batch) {
      passed.fill(1, 0, batch.rowCount);
      for (const run of runs) run(batch);
      // What columns cannot tell they cannot let pass.
      if (isRead(batch) && batch.oddRows > 0) {
        kernels.combine(passed, batch.sound, batch.rowCount);
      }
      return { failures: kernels.countFailures(passed, batch.rowCount), passed };
    },
  };
}

function isRead(batch: Batch): batch is ReadBatch {
  return 'sound' in batch;
}

/** Numbers of rows that fail, in order, at most `limit`. */
export function failingRows({ failures, passed }: Verdicts, limit = failures): number[] {
  const rows: number[] = [];
  for (let row = passed.indexOf(0); rows.length < Math.min(limit, failures); ) {
    rows.push(row);
    row = passed.indexOf(0, row + 1);
  }
  return rows;
}

type RunBatch = (batch: Batch) => void;
type RunColumn = (column: BatchColumn & { readonly tags?: Uint8Array }, count: number) => void;

function openColumn(plan: ColumnPlan, kernels: CheckKernels, scratch: Scratch): RunBatch {
  const runs = [
    ...openTexts(plan, kernels, scratch),
    ...openNumbers(plan, kernels, scratch),
    ...openKinds(plan, kernels, scratch),
  ];
  return ({ columns, rowCount }) => {
    const column = columns[plan.column];
    if (column === undefined) throw new TypeError(`a batch has no column ${plan.column}`);
    for (const run of runs) run(column, rowCount);
  };
}

/** Runs checks on the part of the cells that they are meant for: others pass, and so do nulls. */
function onKind(
  kind: Tag,
  kernels: CheckKernels,
  { passed, part }: Scratch,
  check: RunColumn,
): RunColumn {
  return (column, count) => {
    const { tags, valid } = column;
    part.fill(1, 0, count);
    check(column, count);
    if (tags !== undefined) kernels.passOthers(part, tags, count, kind);
    else if (valid !== undefined) kernels.passNulls(part, valid, count);
    kernels.combine(passed, part, count);
  };
}

function openTexts({ texts }: ColumnPlan, kernels: CheckKernels, scratch: Scratch): RunColumn[] {
  if (texts.length === 0) return [];
  const runs = texts.map((plan) => openTextRun(plan, kernels));
  const check: RunColumn = ({ name, vector }, count) => {
    if (vector.kind !== 'text') throw cannotRead(name, vector.kind, 'text');
    for (const run of runs) run(vector, count, scratch.part);
  };
  return [onKind(Tags.string, kernels, scratch, check)];
}

function openNumbers(plan: ColumnPlan, kernels: CheckKernels, scratch: Scratch): RunColumn[] {
  const runs = plan.numbers.map((one) => kernels.openNumbers(one));
  const exact = plan.int64.map((one) => kernels.openInt64(one));
  const doubtful = doubtfulPlans(plan.numbers);
  const { part } = scratch;
  const checkNumbers: RunColumn = (column, count) => {
    const values = numbersOf(column, count, kernels, scratch);
    for (const run of runs) run(values, count, part);
    const { vector } = column;
    if (vector.kind === 'text' && column.tags !== undefined && doubtful.length > 0) {
      failDoubtful(doubtful, { text: vector, values, bytes: scratch.bytes }, count, part);
    }
  };
  const checkExactly: RunColumn = ({ name, vector }, count) => {
    if (vector.kind !== 'bigint') throw cannotRead(name, vector.kind, '64-bit integers');
    for (const run of exact) run(vector.values, count, part);
  };
  return [...only(runs, checkNumbers), ...only(exact, checkExactly)].map((check) =>
    onKind(Tags.number, kernels, scratch, check),
  );
}

const only = (runs: readonly (RunNumbers | RunInt64)[], check: RunColumn): RunColumn[] =>
  runs.length === 0 ? [] : [check];

function openKinds(
  { tags: allowed, notNull }: ColumnPlan,
  kernels: CheckKernels,
  { passed }: Scratch,
): RunColumn[] {
  return [
    ({ tags, valid }, count) => {
      if (notNull && valid !== undefined) kernels.combine(passed, valid, count);
      if (allowed !== undefined && tags !== undefined) {
        kernels.allowKinds(passed, tags, count, allowed);
      }
    },
  ];
}

/** The numbers of a column as JSON.parse reads them from its cells. */
function numbersOf(
  { name, type, vector }: BatchColumn,
  count: number,
  kernels: CheckKernels,
  { numbers, flags }: Scratch,
): Float64Array {
  switch (vector.kind) {
    case 'number':
      if (type.kind !== 'decimal' || type.scale === 0) return vector.values;
      kernels.divide(vector.values, numbers, count, 10 ** type.scale);
      return numbers;
    case 'bigint':
      kernels.widen(vector.values, numbers, count);
      return numbers;
    case 'text':
      kernels.parse(vector, numbers, flags, count);
      return numbers;
    default:
      throw cannotRead(name, vector.kind, 'numbers');
  }
}

function cannotRead(column: string, kind: string, wanted: string): TypeError {
  return new TypeError(
    `column ${JSON.stringify(column)} holds ${kind}: its check is one of ${wanted}`,
  );
}
