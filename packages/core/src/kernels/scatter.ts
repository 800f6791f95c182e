/**
 * Writes one column of text to many places: cell `i` goes to `cursor[i]`, which then moves behind it. Columns are
 * written one after the other, so each loop knows its column, and V8 keeps everything in registers.
 */
import { copyText } from './copy.ts';
import type { TextBuffer } from './frame.ts';

/** A text in memory that is the same for every row. */
export interface Placed {
  readonly address: number;
  readonly length: number;
}

/** Writes cells; up to 15 bytes behind each are overwritten too, so what follows has to be written later. */
export function scatterText(
  view: DataView,
  cursor: Int32Array,
  { address, length }: TextBuffer,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const at = cursor[i]!;
    const source = address[i]!;
    const size = length[i]!;
    view.setFloat64(at, view.getFloat64(source, true), true);
    view.setFloat64(at + 8, view.getFloat64(source + 8, true), true);
    for (let done = 16; done < size; done += 16) {
      view.setFloat64(at + done, view.getFloat64(source + done, true), true);
      view.setFloat64(at + done + 8, view.getFloat64(source + done + 8, true), true);
    }
    cursor[i] = at + size;
  }
}

/** Longest text that {@link scatterTextAnd} takes as what follows a cell. */
export const SHORT_LITERAL = 16;

/** As {@link scatterText}, with a short text behind each cell that all rows share: one pass for both. */
export function scatterTextAnd(
  view: DataView,
  cursor: Int32Array,
  { address, length }: TextBuffer,
  following: Placed,
  from: number,
  to: number,
): void {
  const head = view.getFloat64(following.address, true);
  const tail = view.getFloat64(following.address + 8, true);
  const followingLength = following.length;
  for (let i = from; i < to; i++) {
    const at = cursor[i]!;
    const source = address[i]!;
    const size = length[i]!;
    view.setFloat64(at, view.getFloat64(source, true), true);
    view.setFloat64(at + 8, view.getFloat64(source + 8, true), true);
    for (let done = 16; done < size; done += 16) {
      view.setFloat64(at + done, view.getFloat64(source + done, true), true);
      view.setFloat64(at + done + 8, view.getFloat64(source + done + 8, true), true);
    }
    const behind = at + size;
    view.setFloat64(behind, head, true);
    view.setFloat64(behind + 8, tail, true);
    cursor[i] = behind + followingLength;
  }
}

/** As {@link scatterText}, for a text that all rows share. */
export function scatterLiteral(
  view: DataView,
  cursor: Int32Array,
  { address, length }: Placed,
  from: number,
  to: number,
): void {
  if (length === 0) return;
  if (length > 16) {
    for (let i = from; i < to; i++) {
      copyText(view, cursor[i]!, address, length);
      cursor[i]! += length;
    }
    return;
  }
  const head = view.getFloat64(address, true);
  const tail = view.getFloat64(address + 8, true);
  for (let i = from; i < to; i++) {
    const at = cursor[i]!;
    view.setFloat64(at, head, true);
    view.setFloat64(at + 8, tail, true);
    cursor[i] = at + length;
  }
}

/** Writes cells and not one byte more: for the end of a row, behind which the next row stands already. */
export function scatterExact(
  view: DataView,
  cursor: Int32Array,
  { address, length }: TextBuffer,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    copyExact(view, cursor[i]!, address[i]!, length[i]!);
    cursor[i]! += length[i]!;
  }
}

export function scatterLiteralExact(
  view: DataView,
  cursor: Int32Array,
  { address, length }: Placed,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    copyExact(view, cursor[i]!, address, length);
    cursor[i]! += length;
  }
}

export function copyExact(view: DataView, to: number, from: number, length: number): void {
  let done = 0;
  for (; done + 8 <= length; done += 8)
    view.setFloat64(to + done, view.getFloat64(from + done, true), true);
  if ((length & 4) !== 0) {
    view.setInt32(to + done, view.getInt32(from + done, true), true);
    done += 4;
  }
  if ((length & 2) !== 0) {
    view.setUint16(to + done, view.getUint16(from + done, true), true);
    done += 2;
  }
  if ((length & 1) !== 0) view.setUint8(to + done, view.getUint8(from + done));
}
