import { copyText } from '../shared/copy';
import { writeDate, writeDecimal, writeInteger, writePadded, writeTimestamp, writeUuid } from '../shared/digits';
import { writeCopy, writeCsv, writeDoubled, writeJson } from './escaped';
import { Field, Kind, PIECE_BYTES } from './layout';

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
function writeRow(pieces: usize, piecesEnd: usize, row: i32, start: usize, limit: usize): usize {
  let at = start;
  for (let piece = pieces; piece < piecesEnd; piece += PIECE_BYTES) {
    at = copyText(at, field(piece, Field.literal), field32(piece, Field.literalLength));
    switch (<i32>field32(piece, Field.kind)) {
      case Kind.entries: {
        const code = <usize>load<u32>(field(piece, Field.a) + (<usize>row << 2)) << 2;
        at = copyText(
          at,
          <usize>load<u32>(field(piece, Field.b) + code),
          load<u32>(field(piece, Field.c) + code),
        );
        break;
      }
      case Kind.views: {
        const length = lengthAt(piece, row);
        if (at + length > limit) return 0;
        at = copyText(at, addressAt(piece, row), length);
        break;
      }
      case Kind.byteEntries: {
        const code = <usize>load<u8>(field(piece, Field.a) + <usize>row) << 2;
        at = copyText(
          at,
          <usize>load<u32>(field(piece, Field.b) + code),
          load<u32>(field(piece, Field.c) + code),
        );
        break;
      }
      case Kind.uuid:
        at = writeUuid(at, field(piece, Field.a) + (<usize>row << 4));
        break;
      case Kind.integer:
        at = writeInteger(at, <i64>numberAt(piece, row));
        break;
      case Kind.decimal:
        at = writeDecimal(at, numberAt(piece, row), field32(piece, Field.b), load<f64>(piece + Field.factor));
        break;
      case Kind.timestamp:
        at = writeTimestamp(at, numberAt(piece, row));
        break;
      case Kind.date:
        at = writeDate(at, <i32>numberAt(piece, row));
        break;
      case Kind.bigint:
        at = writeInteger(at, load<i64>(field(piece, Field.a) + (<usize>row << 3)));
        break;
      case Kind.padded:
        at = writePadded(at, <u64>numberAt(piece, row), field32(piece, Field.b));
        break;
      case Kind.nullable:
        if (load<u8>(field(piece, Field.a) + <usize>row) == 0) {
          at = copyText(at, field(piece, Field.nullText), field32(piece, Field.nullLength));
          piece += <usize>field32(piece, Field.skip) * PIECE_BYTES;
        }
        break;
      case Kind.json:
        at = writeJson(at, addressAt(piece, row), lengthAt(piece, row), limit);
        if (at == 0) return 0;
        break;
      case Kind.copy:
        at = writeCopy(at, addressAt(piece, row), lengthAt(piece, row), limit);
        if (at == 0) return 0;
        break;
      case Kind.doubled:
        at = writeDoubled(at, addressAt(piece, row), lengthAt(piece, row), <u8>field32(piece, Field.c), limit);
        if (at == 0) return 0;
        break;
      case Kind.csv:
        at = writeCsv(at, addressAt(piece, row), lengthAt(piece, row), <u8>field32(piece, Field.c), limit);
        if (at == 0) return 0;
        break;
    }
  }
  return at;
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
