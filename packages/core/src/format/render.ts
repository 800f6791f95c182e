import type { TextBuffer } from '../kernels/frame.ts';
import { HeapFull, type Memory, OVERSHOOT } from '../kernels/memory.ts';
import type { RowCells } from '../kernels/row-writer.ts';
import { createNumberWriter, createUuidWriter, NUMBER_BYTES } from '../kernels/text-of.ts';
import {
  createDateCache,
  DATE_LENGTH,
  scatterDates,
  scatterTimestamps,
  TIMESTAMP_LENGTH,
} from '../kernels/time.ts';
import { scatterUuids, UUID_LENGTH } from '../kernels/uuids.ts';
import type { BatchColumn, PackedDictionary, Vector } from '../model/batch.ts';
import { gatherViews, type RenderSpace } from './render-space.ts';
import { escapeRenderer, nullRenderer } from './render-text.ts';
import type { CellForm, FormColumn } from './text-form.ts';

/** A column as an encoder is opened for it: every batch has to keep to it. */
export interface EncodedColumn extends FormColumn {
  readonly vectorKind: Vector['kind'];
  readonly escapes: number;
  readonly dictionary?: PackedDictionary;
}

/** Makes the cells of one column ready to be put into rows. Never changes the column. */
export type RenderColumn = (column: BatchColumn, rowCount: number) => RowCells;

/** As {@link RenderColumn}, always as views. */
type RenderViews = (column: BatchColumn, rowCount: number) => TextBuffer;

/** Text of the cells, then escapes, then quotes and nulls: each step only where the column needs it. */
export function createRenderer(
  column: EncodedColumn,
  cell: CellForm,
  space: RenderSpace,
): RenderColumn {
  const direct = column.nullable ? undefined : directRenderer(column);
  if (direct !== undefined) return direct;
  const toText = textRenderer(column, space);
  const mustEscape = column.vectorKind === 'text' && (column.escapes & cell.escapes) !== 0;
  const escapeCells = mustEscape ? escapeRenderer(cell, space) : undefined;
  const markNulls = column.nullable ? nullRenderer(cell, space) : undefined;
  return (batchColumn, rowCount) => {
    let cells = toText(batchColumn, rowCount);
    if (escapeCells !== undefined) cells = escapeCells(cells, batchColumn, rowCount);
    if (markNulls !== undefined) cells = markNulls(cells, batchColumn.valid, rowCount);
    return cells;
  };
}

/** The kinds whose text has one length and needs no escape. */
function directRenderer({ vectorKind, type }: EncodedColumn): RenderColumn | undefined {
  if (vectorKind === 'uuid') {
    return ({ vector }) => ({
      fixedLength: UUID_LENGTH,
      scatter: (view, cursor, from, to) =>
        scatterUuids(view, cursor, (vector as VectorOf<'uuid'>).words, from, to),
    });
  }
  if (vectorKind !== 'number' || (type.kind !== 'timestamp' && type.kind !== 'date'))
    return undefined;
  const cache = createDateCache();
  const [fixedLength, scatter] =
    type.kind === 'date'
      ? ([DATE_LENGTH, scatterDates] as const)
      : ([TIMESTAMP_LENGTH, scatterTimestamps] as const);
  return ({ vector }) => ({
    fixedLength,
    scatter: (view, cursor, from, to) =>
      scatter(view, cursor, (vector as VectorOf<'number'>).values, cache, from, to),
  });
}

function textRenderer(column: EncodedColumn, space: RenderSpace): RenderViews {
  const { memory, out } = space;
  const { view } = memory;
  switch (column.vectorKind) {
    case 'text':
      return ({ vector }) => vector as VectorOf<'text'>;
    case 'number': {
      const write = createNumberWriter(view, column.type);
      return written(space, NUMBER_BYTES, ({ values }: VectorOf<'number'>, at, rows) =>
        write(values, out, at, rows),
      );
    }
    case 'uuid': {
      const write = createUuidWriter(view);
      return written(space, UUID_LENGTH + 4, ({ words }: VectorOf<'uuid'>, at, rows) =>
        write(words, out, at, rows),
      );
    }
    case 'bigint':
      return written(space, BIGINT_BYTES, ({ values }: VectorOf<'bigint'>, at, rows) =>
        writeBigints(memory, values, out, at, rows),
      );
    case 'boolean':
      return ({ vector }, rows) =>
        gatherViews(space.booleans, (vector as VectorOf<'boolean'>).values, out, rows);
  }
}

type VectorOf<K extends Vector['kind']> = Extract<Vector, { kind: K }>;

/** Most bytes of a 64-bit integer, overshoot included. */
const BIGINT_BYTES = 24;

/** Writes new text into the heap, if `maxBytes` for every row fit. */
function written<V extends Vector>(
  { heap, out }: RenderSpace,
  maxBytes: number,
  write: (vector: V, at: number, rowCount: number) => number,
): RenderViews {
  return ({ vector }, rowCount) => {
    if (heap.next + rowCount * maxBytes + OVERSHOOT > heap.end) throw new HeapFull();
    heap.next = write(vector as V, heap.next, rowCount);
    return out;
  };
}

function writeBigints(
  { bytes }: Memory,
  values: BigInt64Array,
  out: TextBuffer,
  at: number,
  rowCount: number,
): number {
  let next = at;
  for (let i = 0; i < rowCount; i++) {
    const text = String(values[i]);
    for (let k = 0; k < text.length; k++) bytes[next + k] = text.charCodeAt(k);
    out.address[i] = next;
    out.length[i] = text.length;
    next += text.length;
  }
  return next;
}
