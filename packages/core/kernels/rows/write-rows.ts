import { copy16, copyText } from '../shared/copy';
import { writeDate, writeDecimal, writeInteger, writePadded, writeTimestamp, writeUuid } from '../shared/digits';
import { QUOTE } from '../shared/characters';
import { jsonGrowth, MOST_GROWTH, writeJsonEscaped } from '../shared/escape';
import { writeFloat } from '../shared/float-text';
import { copyGrowth, writeCopy, writeCsv, writeDoubled } from './escaped';
import { ENTRY_BYTES, Field, Kind, PIECE_BYTES, SLOT_BYTES } from './layout';

/**
 * Writes rows one behind the other, as many as fit.
 *
 * @param pieces,piecesEnd what a row consists of, as `layout.ts` describes it
 * @param from,to rows of the batch; `to` is exclusive
 * @param out where the first row begins
 * @param limit behind it no row ends; the pieces of fixed size of one row and 128 bytes have room behind it
 * @param result u32: address behind the last row
 * @returns the first row that was not written
 */
export function writeRows(
  pieces: usize,
  piecesEnd: usize,
  from: i32,
  to: i32,
  out: usize,
  limit: usize,
  result: usize,
): i32 {
  let at = out;
  let row = from;
  for (; row < to; row++) {
    const end = writeRow(pieces, piecesEnd, row, at, limit);
    if (end == 0 || end > limit) break;
    at = end;
  }
  store<u32>(result, <u32>at);
  return row;
}

/** Gives the address behind the row, or 0 when it does not fit. */
// @ts-ignore: decorator
@inline
function writeRow(pieces: usize, piecesEnd: usize, row: i32, start: usize, limit: usize): usize {
  let at = start;
  for (let piece = pieces; piece < piecesEnd; piece += PIECE_BYTES) {
    copy16(at, piece + Field.literal);
    copy16(at + 16, piece + Field.literal + 16);
    at += field(piece, Field.literalLength);
    const kind = <i32>field32(piece, Field.kind);
    // Short entries are most of what rows are made of. The other kinds have a function of their own: with them this
    // loop would be too large for its variables to stay in registers.
    if (kind == Kind.shortEntries) {
      const code = <usize>load<u32>(field(piece, Field.a) + (<usize>row << 2));
      copy16(at, field(piece, Field.b) + code * SLOT_BYTES);
      at += <usize>load<u8>(field(piece, Field.c) + code);
    } else if (kind == Kind.nullable) {
      if (load<u8>(field(piece, Field.a) + <usize>row) == 0) {
        at = copyText(at, field(piece, Field.nullText), field32(piece, Field.nullLength));
        piece += field(piece, Field.skip) * PIECE_BYTES;
      }
    } else if (kind != Kind.none) {
      at = writeCell(kind, at, piece, row, limit);
      if (at == 0) return 0;
    }
  }
  return at;
}

/** Writes one cell and gives the address behind it, or 0 when it does not fit. */
function writeCell(kind: i32, at: usize, piece: usize, row: i32, limit: usize): usize {
  switch (kind) {
    case Kind.views:
      return copyView(at, addressAt(piece, row), lengthAt(piece, row), limit);
    case Kind.entries:
      return copyEntry(at, piece, load<u32>(field(piece, Field.a) + (<usize>row << 2)));
    case Kind.byteEntries:
      return copyEntry(at, piece, load<u8>(field(piece, Field.a) + <usize>row));
    case Kind.uuid:
      return writeUuid(at, field(piece, Field.a) + (<usize>row << 4));
    case Kind.integer:
      return writeInteger(at, <i64>numberAt(piece, row));
    case Kind.decimal:
      return writeDecimal(at, numberAt(piece, row), field32(piece, Field.b), load<f64>(piece + Field.factor));
    case Kind.timestamp:
      return writeTimestamp(at, numberAt(piece, row));
    case Kind.date:
      return writeDate(at, <i32>numberAt(piece, row));
    case Kind.bigint:
      return writeInteger(at, load<i64>(field(piece, Field.a) + (<usize>row << 3)));
    case Kind.padded:
      return writePadded(at, <u64>numberAt(piece, row), field32(piece, Field.b));
    case Kind.float:
      return writeFloat(at, numberAt(piece, row), field(piece, Field.b));
    default:
      return writeEscaped(kind, at, piece, row, limit);
  }
}

/** Writes text that may need escapes. What it grows by is counted only where the most that it can grow has no room. */
function writeEscaped(kind: i32, at: usize, piece: usize, row: i32, limit: usize): usize {
  const from = addressAt(piece, row);
  const length = lengthAt(piece, row);
  const growth = kind == Kind.json ? MOST_GROWTH : 2;
  if (<u64>at + growth * <u64>length > <u64>limit) {
    const doubled = kind == Kind.doubled ? <u8>field32(piece, Field.c) : QUOTE;
    if (<u64>at + escapedBytes(kind, from, length, doubled) > <u64>limit) return 0;
  }
  switch (kind) {
    case Kind.json:
      return writeJsonEscaped(at, from, length);
    case Kind.copy:
      return writeCopy(at, from, length);
    case Kind.doubled:
      return writeDoubled(at, from, length, <u8>field32(piece, Field.c));
    default:
      return writeCsv(at, from, length, <u8>field32(piece, Field.c));
  }
}

/** Length of a text with its escapes, without the quotes that CSV may put around it. */
function escapedBytes(kind: i32, from: usize, length: u32, doubled: u8): u64 {
  let bytes = <u64>length;
  for (let i: u32 = 0; i < length; i++) {
    const byte = load<u8>(from + i);
    if (kind == Kind.json) bytes += jsonGrowth(byte);
    else if (kind == Kind.copy) bytes += copyGrowth(byte);
    else if (byte == doubled) bytes++;
  }
  return bytes;
}

// @ts-ignore: decorator
@inline
function copyView(at: usize, from: usize, length: u32, limit: usize): usize {
  return at + length > limit ? 0 : copyText(at, from, length);
}

// @ts-ignore: decorator
@inline
function field(piece: usize, offset: usize): usize {
  return <usize>load<u32>(piece + offset);
}

// @ts-ignore: decorator
@inline
function field32(piece: usize, offset: usize): u32 {
  return load<u32>(piece + offset);
}

// @ts-ignore: decorator
@inline
function copyEntry(at: usize, piece: usize, code: u32): usize {
  const entry = load<u64>(field(piece, Field.b) + <usize>code * ENTRY_BYTES);
  return copyText(at, <usize><u32>entry, <u32>(entry >> 32));
}

// @ts-ignore: decorator
@inline
function addressAt(piece: usize, row: i32): usize {
  return <usize>load<u32>(field(piece, Field.a) + (<usize>row << 2));
}

// @ts-ignore: decorator
@inline
function lengthAt(piece: usize, row: i32): u32 {
  return load<u32>(field(piece, Field.b) + (<usize>row << 2));
}

// @ts-ignore: decorator
@inline
function numberAt(piece: usize, row: i32): f64 {
  return load<f64>(field(piece, Field.a) + (<usize>row << 3));
}
