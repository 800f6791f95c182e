import { copyText } from '../kernels/copy.ts';
import {
  writeApostropheDoubled,
  writeCopyEscaped,
  writeJsonEscaped,
  writeQuoteDoubled,
} from '../kernels/escape.ts';
import type { TextBuffer } from '../kernels/frame.ts';
import { HeapFull, OVERSHOOT } from '../kernels/memory.ts';
import { type BatchColumn, Escapes, type PackedDictionary } from '../model/batch.ts';
import { escapesOf, escapesOfBytes } from '../model/escapes.ts';
import { packDictionary } from '../program/dictionary.ts';
import { gatherViews, type RenderSpace } from './render-space.ts';
import type { CellForm, EscapeStyle } from './text-form.ts';

interface Escape {
  readonly write: (bytes: Uint8Array, to: number, from: number, length: number) => number;
  /** The most that the length of a text is multiplied by. */
  readonly grown: number;
}

const ESCAPES: Readonly<Record<EscapeStyle, Escape>> = {
  plain: { write: (_bytes, to) => to, grown: 1 },
  json: { write: writeJsonEscaped, grown: 6 },
  copy: { write: writeCopyEscaped, grown: 2 },
  sql: { write: writeApostropheDoubled, grown: 2 },
  csv: { write: writeQuoteDoubled, grown: 2 },
};

type EscapeCells = (cells: TextBuffer, column: BatchColumn, rowCount: number) => TextBuffer;

/** Escapes the cells that need it; the others stay where they are. Dictionary cells take their entry's escaped form. */
export function escapeRenderer(cell: CellForm, space: RenderSpace): EscapeCells {
  const { memory, heap, out, escapedEntries } = space;
  const { bytes } = memory;
  return (cells, { vector }, rowCount) => {
    if (escapedEntries !== undefined && vector.kind === 'text' && vector.entries !== undefined) {
      return gatherViews(escapedEntries, vector.entries.codes, out, rowCount);
    }
    for (let i = 0; i < rowCount; i++) {
      const from = cells.address[i] as number;
      const length = cells.length[i] as number;
      const classes = escapesOfBytes(bytes, from, length) & cell.escapes;
      if (classes === 0) {
        out.address[i] = from;
        out.length[i] = length;
        continue;
      }
      const start = heap.next;
      if (start + length * ESCAPES[cell.style].grown + 4 + OVERSHOOT > heap.end)
        throw new HeapFull();
      heap.next = writeEscapedCell(cell, bytes, start, from, length, classes);
      out.address[i] = start;
      out.length[i] = heap.next - start;
    }
    return out;
  };
}

function writeEscapedCell(
  cell: CellForm,
  bytes: Uint8Array,
  to: number,
  from: number,
  length: number,
  classes: number,
): number {
  let at = to;
  if (cell.quoteWhenEscaped) bytes[at++] = cell.quote.charCodeAt(0);
  if (cell.formulaPrefix !== undefined && (classes & Escapes.formula) !== 0) {
    bytes[at++] = cell.formulaPrefix.charCodeAt(0);
  }
  at = ESCAPES[cell.style].write(bytes, at, from, length);
  if (cell.quoteWhenEscaped) bytes[at++] = cell.quote.charCodeAt(0);
  return at;
}

/** A text that all rows share, escaped as a part of a cell. */
export function escapeText(text: string, cell: CellForm): string {
  if ((escapesOf(text) & cell.escapes) === 0) return text;
  const { bytes } = escapeDictionary(packDictionary([text]), cell);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** The escaped form of all entries, made once when an encoder is opened. */
export function escapeDictionary(dictionary: PackedDictionary, cell: CellForm): PackedDictionary {
  const { bytes, offsets } = dictionary;
  const count = offsets.length - 1;
  const scratch = new Uint8Array(
    bytes.length * (ESCAPES[cell.style].grown + 1) + 4 * count + OVERSHOOT,
  );
  scratch.set(bytes);
  const escapedOffsets = new Int32Array(count + 1);
  const start = bytes.length;
  let at = start;
  for (let i = 0; i < count; i++) {
    const from = offsets[i] as number;
    const length = (offsets[i + 1] as number) - from;
    const classes = escapesOfBytes(scratch, from, length) & cell.escapes;
    if (classes === 0) {
      scratch.copyWithin(at, from, from + length);
      at += length;
    } else {
      at = writeEscapedCell(cell, scratch, at, from, length, classes);
    }
    escapedOffsets[i + 1] = at - start;
  }
  return { bytes: scratch.slice(start, at), offsets: escapedOffsets, escapes: 0 };
}

/** Gives null cells the form's word for null, and puts quotes around the others where the form has any. */
export function nullRenderer(
  cell: CellForm,
  space: RenderSpace,
): (cells: TextBuffer, valid: Uint8Array | undefined, rowCount: number) => TextBuffer {
  const { memory, heap, out, nullText, quote } = space;
  const quoted = cell.quote !== '' && !cell.quoteWhenEscaped;
  return (cells, valid, rowCount) => {
    for (let i = 0; i < rowCount; i++) {
      const from = cells.address[i] as number;
      const length = cells.length[i] as number;
      if (valid !== undefined && valid[i] === 0) {
        out.address[i] = nullText.address;
        out.length[i] = nullText.length;
      } else if (quoted) {
        const start = heap.next;
        if (start + length + 2 + OVERSHOOT > heap.end) throw new HeapFull();
        copyText(memory.view, start, quote.address, 1);
        copyText(memory.view, start + 1, from, length);
        copyText(memory.view, start + 1 + length, quote.address, 1);
        heap.next = start + length + 2;
        out.address[i] = start;
        out.length[i] = length + 2;
      } else {
        out.address[i] = from;
        out.length[i] = length;
      }
    }
    return out;
  };
}
