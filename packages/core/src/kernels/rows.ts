import type { StepOf } from '../program/steps.ts';
import { unitAt, unitKey } from '../random/mix.ts';
import { zipfSampler } from './distribution.ts';
import type { Frame, RowsBuffer } from './frame.ts';
import type { RunKernel } from './kernel.ts';

const TWO_32 = 4294967296;

export function setRow(rows: RowsBuffer, i: number, row: number): void {
  rows.low[i] = row | 0;
  rows.high[i] = Math.floor(row / TWO_32);
}

export function rowAt(rows: RowsBuffer, i: number): number {
  return rows.high[i]! * TWO_32 + (rows.low[i]! >>> 0);
}

/** The numbers of the rows of a batch. */
export function setConsecutiveRows(rows: RowsBuffer, firstRow: number, rowCount: number): void {
  rows.consecutive = firstRow + rowCount <= TWO_32;
  if (!rows.consecutive) {
    for (let i = 0; i < rowCount; i++) setRow(rows, i, firstRow + i);
    return;
  }
  const { low } = rows;
  const first = firstRow | 0;
  for (let i = 0; i < rowCount; i++) low[i] = first + i;
  rows.high.fill(0, 0, rowCount);
}

/** Every parent is as likely as any other. */
export function parentUniform(step: StepOf<'parent-uniform'>, frame: Frame): RunKernel {
  const { count } = step;
  const key = unitKey(step.key);
  return eachRow(step, frame, (low, high) => Math.floor(unitAt(key, low, high) * count));
}

/** Few parents have many children: parent `r` is `1 / (r + 1)^exponent` as likely as the first. */
export function parentZipf(step: StepOf<'parent-zipf'>, frame: Frame): RunKernel {
  const { count } = step;
  const key = unitKey(step.key);
  const sample = zipfSampler(count, step.exponent);
  return eachRow(step, frame, (low, high) =>
    Math.min(count - 1, sample(unitAt(key, low, high)) - 1),
  );
}

/** A row before this one, so that a self-reference forms trees; row 0 points to itself. */
export function parentEarlier(step: StepOf<'parent-earlier'>, frame: Frame): RunKernel {
  const key = unitKey(step.key);
  return eachRow(step, frame, (low, high) =>
    Math.floor(unitAt(key, low, high) * (high * TWO_32 + (low >>> 0))),
  );
}

function eachRow(
  step: { rows: number; out: number },
  frame: Frame,
  parentOf: (low: number, high: number) => number,
): RunKernel {
  const rows = frame.buffer<'rows'>(step.rows, 'rows');
  const out = frame.buffer<'rows'>(step.out, 'rows');
  return (count) => {
    for (let i = 0; i < count; i++) setRow(out, i, parentOf(rows.low[i]!, rows.high[i]!));
  };
}

export function rowsFromNumber(step: StepOf<'rows-from-number'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'number');
  const out = frame.buffer(step.out, 'rows');
  return (count) => {
    for (let i = 0; i < count; i++) setRow(out, i, value[i]!);
  };
}
