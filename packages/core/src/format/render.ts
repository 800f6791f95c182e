import type { TextBuffer } from '../kernels/frame.ts';
import { type Heap, HeapFull, type Memory, OVERSHOOT } from '../kernels/memory.ts';
import { createNumberWriter, NUMBER_BYTES } from '../kernels/text-of.ts';
import { UUID_LENGTH, writeUuid } from '../kernels/uuids.ts';
import type { BatchColumn, PackedDictionary, Vector } from '../model/batch.ts';
import { escapeRenderer, nullRenderer } from './render-text.ts';
import type { CellForm, FormColumn } from './text-form.ts';

/** A column as an encoder is opened for it: every batch has to keep to it. */
export interface EncodedColumn extends FormColumn {
  readonly vectorKind: Vector['kind'];
  readonly escapes: number;
  readonly dictionary?: PackedDictionary;
}

/** Makes the cells of one column ready to be copied into rows. Gives views; never changes the column. */
export type RenderColumn = (column: BatchColumn, rowCount: number) => TextBuffer;

/** A text in memory. */
export interface Placed {
  readonly address: number;
  readonly length: number;
}

/** What rendering works with. */
export interface RenderSpace {
  readonly memory: Memory;
  /** New text of the batch. */
  readonly heap: Heap;
  /** View arrays of this column. */
  readonly out: TextBuffer;
  readonly nullText: Placed;
  readonly quote: Placed;
  readonly booleans: TextBuffer;
  /** Escaped form of the column's dictionary, where it has one that needs it. */
  readonly escapedEntries: TextBuffer | undefined;
}

/** Text of the cells, then escapes, then quotes and nulls: each step only where the column needs it. */
export function createRenderer(column: EncodedColumn, cell: CellForm, space: RenderSpace): RenderColumn {
  const toText = textRenderer(column, space);
  const mustEscape = column.vectorKind === 'text' && (column.escapes & cell.escapes) !== 0;
  const escape = mustEscape ? escapeRenderer(cell, space) : undefined;
  const markNulls = column.nullable ? nullRenderer(cell, space) : undefined;
  return (batchColumn, rowCount) => {
    let cells = toText(batchColumn, rowCount);
    if (escape !== undefined) cells = escape(cells, batchColumn, rowCount);
    if (markNulls !== undefined) cells = markNulls(cells, batchColumn.valid, rowCount);
    return cells;
  };
}

function textRenderer(column: EncodedColumn, space: RenderSpace): RenderColumn {
  const { memory, out } = space;
  switch (column.vectorKind) {
    case 'text':
      return ({ vector }) => vector as TextBuffer & Vector;
    case 'number': {
      const write = createNumberWriter(memory.view, column.type);
      return numbers((values: Float64Array) => (at, i) => write(at, values[i] as number), space, NUMBER_BYTES);
    }
    case 'uuid':
      return ({ vector }, rowCount) => {
        const { words } = vector as Extract<Vector, { kind: 'uuid' }>;
        return writeAll(space, rowCount, UUID_LENGTH + 4, (at, i) => {
          writeUuid(memory.view, at, words, i);
          return at + UUID_LENGTH;
        });
      };
    case 'bigint':
      return numbers(
        (values: BigInt64Array) => (at, i) => writeAscii(memory, at, String(values[i])),
        space,
        24,
      );
    case 'boolean':
      return ({ vector }, rowCount) =>
        gatherViews(space.booleans, (vector as Extract<Vector, { kind: 'boolean' }>).values, out, rowCount);
  }
}

type WriteCell = (address: number, i: number) => number;

function numbers<Values>(writerOf: (values: Values) => WriteCell, space: RenderSpace, maxBytes: number): RenderColumn {
  return ({ vector }, rowCount) => writeAll(space, rowCount, maxBytes, writerOf((vector as unknown as { values: Values }).values));
}

function writeAscii(memory: Memory, address: number, text: string): number {
  for (let k = 0; k < text.length; k++) memory.bytes[address + k] = text.charCodeAt(k);
  return address + text.length;
}

function writeAll({ heap, out }: RenderSpace, rowCount: number, maxBytes: number, write: WriteCell): TextBuffer {
  let at = heap.next;
  if (at + rowCount * maxBytes + OVERSHOOT > heap.end) throw new HeapFull();
  for (let i = 0; i < rowCount; i++) {
    const next = write(at, i);
    out.address[i] = at;
    out.length[i] = next - at;
    at = next;
  }
  heap.next = at;
  return out;
}

/** Cells become views of the entries that `codes` names. */
export function gatherViews(
  entries: TextBuffer,
  codes: Int32Array | Uint8Array,
  out: TextBuffer,
  rowCount: number,
): TextBuffer {
  const { address, length } = entries;
  for (let i = 0; i < rowCount; i++) {
    const code = codes[i] as number;
    out.address[i] = address[code] as number;
    out.length[i] = length[code] as number;
  }
  return out;
}
