import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allocate, createHeap, layoutFaults, type Memory } from '../../kernels/memory.ts';
import { BATCH_ROWS } from '../../model/batch.ts';
import { openMemory } from '../../wasm/open-memory.ts';
import type { CellViews } from '../batch/cell-mask.ts';
import { openStringCells } from '../batch/string-cells.ts';
import type { MaskContext, StrategyDefinition } from '../define.ts';

type Cell = string | null;

/** A column to mask, and the cells of any other column that the strategy reads. */
export interface ColumnCase {
  readonly strategy: StrategyDefinition;
  readonly options: unknown;
  readonly context: () => MaskContext;
  readonly column: fc.Arbitrary<Cell[]>;
  /** Cells of the columns beside it. */
  readonly othersOf: (cells: readonly Cell[]) => readonly Cell[];
}

const HEAP_BYTES = 1 << 18;
const MEMORY_BYTES = 1 << 21;

/** Holds the form on columns, where there is one, against `create`: the same masks in both engines. */
export function itMasksColumnsAlike(test: ColumnCase): void {
  const { strategy, options, context, column } = test;
  if (strategy.columns(options, context()) === undefined) return;
  it.each(['wasm', 'ts'] as const)('masks text in memory as it masks strings (%s)', (engine) => {
    const mask = openColumns(test, engine);
    fc.assert(
      fc.property(column, (cells) => {
        expect(mask(cells)).toEqual(masksOfStrings(test, cells));
      }),
      { numRuns: 60 },
    );
  });
}

function masksOfStrings(
  { strategy, options, context, othersOf }: ColumnCase,
  cells: readonly Cell[],
): readonly Cell[] {
  const others = othersOf(cells);
  const mask = strategy.create(options, context());
  return mask({ values: cells, other: () => others, masked: () => others, firstRow: 0 });
}

/** Masks on one memory, opened once: what a batch leaves behind must not be seen by the next. */
function openColumns(test: ColumnCase, engine: 'wasm' | 'ts'): (cells: Cell[]) => Cell[] {
  const plan = test.strategy.columns(test.options, test.context());
  const memory = openMemory(MEMORY_BYTES + (plan?.size ?? 0), { engine, guardBytes: 64 });
  const [texts, heap] = [createHeap(memory, HEAP_BYTES), createHeap(memory, HEAP_BYTES)];
  const [own, other, masks] = [viewsIn(memory), viewsIn(memory), viewsIn(memory)];
  const left = new Uint8Array(memory.buffer, allocate(memory, BATCH_ROWS), BATCH_ROWS);
  const mask = plan?.open({ memory, heap });
  const source = openStringCells(memory, texts);
  return (cells) => {
    texts.next = texts.start;
    heap.next = heap.start;
    left.fill(0);
    for (const [row, cell] of cells.entries()) source.write(cell, own, row);
    for (const [row, cell] of test.othersOf(cells).entries()) source.write(cell, other, row);
    const rowCount = cells.length;
    const view = (all: CellViews): CellViews => firstRows(all, rowCount);
    const count = mask?.({ rowCount, cells: view(own), other: () => view(other), masks, left });
    expect(left.subarray(0, rowCount).reduce((sum, one) => sum + one, 0)).toBe(count);
    expect(layoutFaults(memory)).toEqual([]);
    const exact = masksOfStrings(test, cells);
    return cells.map((_, row) =>
      left[row] === 1 ? (exact[row] as Cell) : source.read(masks, row),
    );
  };
}

function viewsIn(memory: Memory): CellViews {
  const words = () => new Int32Array(memory.buffer, allocate(memory, 4 * BATCH_ROWS), BATCH_ROWS);
  const valid = new Uint8Array(memory.buffer, allocate(memory, BATCH_ROWS), BATCH_ROWS);
  return { address: words(), length: words(), valid };
}

const firstRows = ({ address, length, valid }: CellViews, count: number): CellViews => ({
  address: address.subarray(0, count),
  length: length.subarray(0, count),
  valid: valid.subarray(0, count),
});
