import type { ChildLayout, CountSampler } from '../program/steps/row-steps.ts';
import type { StepOf } from '../program/steps.ts';
import { wordAt } from '../random/mix.ts';
import type { Frame } from './frame.ts';
import { thresholdIndex } from './integers.ts';
import type { RunKernel } from './kernel.ts';
import { rowAt, setRow } from './rows.ts';

const TWO_32 = 4294967296;

/** Children of one parent. */
function childCount({ key, thresholds, values }: CountSampler, parent: number): number {
  const word = wordAt(key, parent | 0, Math.floor(parent / TWO_32)) >>> 0;
  return values[thresholdIndex(thresholds, word)]!;
}

/** Sums the children of every block of parents. The plan keeps the result, so that any shard finds its parents by search. */
export function layOutChildren(
  counts: CountSampler,
  parentRows: number,
  blockRows: number,
): ChildLayout {
  const blocks = Math.ceil(parentRows / blockRows);
  const before = new Float64Array(new SharedArrayBuffer(8 * (blocks + 1)));
  let children = 0;
  for (let block = 0; block < blocks; block++) {
    before[block] = children;
    const end = Math.min(parentRows, (block + 1) * blockRows);
    for (let parent = block * blockRows; parent < end; parent++)
      children += childCount(counts, parent);
  }
  before[blocks] = children;
  return { before, blockRows, parentRows, counts };
}

/** All children together. */
export function childTotal({ before }: ChildLayout): number {
  return before[before.length - 1]!;
}

/** Finds the parent of each child row, and the child's number among its siblings. Consecutive rows cost one step each. */
export function parentOfChild(step: StepOf<'parent-of-child'>, frame: Frame): RunKernel {
  const { layout } = step;
  const rows = frame.buffer(step.rows, 'rows');
  const out = frame.buffer(step.out, 'rows');
  const ordinal = frame.buffer(step.ordinal, 'number');
  let parent = 0;
  // No family is at hand yet: the first row is always searched for.
  let first = Number.POSITIVE_INFINITY;
  let end = 0;
  const seek = (row: number): void => {
    const block = blockOf(layout.before, row);
    parent = block * layout.blockRows;
    first = layout.before[block]!;
    end = first + childCount(layout.counts, parent);
  };
  return (count) => {
    for (let i = 0; i < count; i++) {
      const row = rowAt(rows, i);
      if (row < first || row >= end + layout.blockRows) seek(row);
      while (row >= end) {
        parent++;
        first = end;
        end += childCount(layout.counts, parent);
      }
      setRow(out, i, parent);
      ordinal[i] = row - first;
    }
  };
}

/**
 * Parents one after the other, from the first one again behind the last: rows behind those that the layout tells of
 * are further children, numbered behind the children that their parents have.
 */
export function parentInTurn(step: StepOf<'parent-in-turn'>, frame: Frame): RunKernel {
  const { layout, firstRow } = step;
  const { parentRows, counts } = layout;
  const rows = frame.buffer(step.rows, 'rows');
  const out = frame.buffer(step.out, 'rows');
  const ordinal = frame.buffer(step.ordinal, 'number');
  return (count) => {
    for (let i = 0; i < count; i++) {
      const index = rowAt(rows, i) - firstRow;
      const parent = index % parentRows;
      setRow(out, i, parent);
      ordinal[i] = childCount(counts, parent) + Math.floor(index / parentRows);
    }
  };
}

/** The last block that starts at or before a child row and has children. */
function blockOf(before: Float64Array, row: number): number {
  let low = 0;
  let high = before.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (before[middle]! <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}
