import type { BatchColumn, Vector } from '../model/batch.ts';
import type { TupleColumn } from './copy-binary-types.ts';

/**
 * Writes the value of one cell behind its length word and gives the number of its bytes, or {@link NO_FORM}.
 * Source: PostgreSQL, the `recv` functions of the types.
 */
export type WriteValue = (view: DataView, at: number, row: number) => number;

/** The cell has no binary form: a fraction among whole numbers, a number beyond its type. */
export const NO_FORM = -1;

/** Days and milliseconds from 1970-01-01, which batches count from, to 2000-01-01, which the server counts from. */
const EPOCH_DAYS = 10_957;
const EPOCH_MS = 946_684_800_000;
const EXACT = 2 ** 53;
const TWO_32 = 2 ** 32;

/** Writer of the values of a column that are not text. */
export function openValueWriter({ kind, scale }: TupleColumn, { vector }: BatchColumn): WriteValue {
  switch (vector.kind) {
    case 'uuid':
      return (view, at, row) => writeUuid(view, at, vector.words, 4 * row);
    case 'boolean':
      return (view, at, row) => {
        view.setUint8(at, vector.values[row] === 0 ? 0 : 1);
        return 1;
      };
    case 'bigint':
      return openLongWriter(kind, vector.values);
    case 'number': {
      const write = openNumberWriter(kind, scale);
      return (view, at, row) => write(view, at, vector.values[row] as number);
    }
    default:
      throw new TypeError(`${vector.kind} is written where its length is known`);
  }
}

type WriteNumber = (view: DataView, at: number, value: number) => number;

function openNumberWriter(kind: TupleColumn['kind'], scale: number): WriteNumber {
  switch (kind) {
    case 'int8':
      return writeInt8;
    case 'int4':
      return writeInt4;
    case 'int2':
      return writeInt2;
    case 'float8':
      return (view, at, value) => {
        if (Number.isNaN(value)) setHalves(view, at, 0x7ff80000, 0);
        else view.setFloat64(at, value);
        return 8;
      };
    case 'float4':
      return (view, at, value) => {
        if (Number.isNaN(value)) view.setInt32(at, 0x7fc00000);
        else view.setFloat32(at, value);
        return 4;
      };
    case 'numeric':
      return (view, at, value) => writeNumeric(view, at, value, scale);
    case 'timestamp':
      return writeTimestamp;
    case 'date':
      return (view, at, value) => writeInt4(view, at, value - EPOCH_DAYS);
    default:
      throw new TypeError(`numbers are no ${kind}`);
  }
}

function openLongWriter(kind: TupleColumn['kind'], values: BigInt64Array): WriteValue {
  const bits = { int8: 64, int4: 32, int2: 16 }[kind as 'int8' | 'int4' | 'int2'];
  return (view, at, row) => {
    const value = values[row] as bigint;
    if (BigInt.asIntN(bits, value) !== value) return NO_FORM;
    if (bits === 64) view.setBigInt64(at, value);
    else if (bits === 32) view.setInt32(at, Number(value));
    else view.setInt16(at, Number(value));
    return bits / 8;
  };
}

function writeUuid(view: DataView, at: number, words: Int32Array, from: number): number {
  for (let k = 0; k < 4; k++) view.setInt32(at + 4 * k, words[from + k] as number);
  return 16;
}

function writeInt8(view: DataView, at: number, value: number): number {
  if (!Number.isInteger(value) || value < -(2 ** 63) || value >= 2 ** 63) return NO_FORM;
  const high = Math.floor(value / TWO_32);
  setHalves(view, at, high, value - high * TWO_32);
  return 8;
}

function writeInt4(view: DataView, at: number, value: number): number {
  if (!Number.isInteger(value) || value < -(2 ** 31) || value >= 2 ** 31) return NO_FORM;
  view.setInt32(at, value);
  return 4;
}

function writeInt2(view: DataView, at: number, value: number): number {
  if (!Number.isInteger(value) || value < -(2 ** 15) || value >= 2 ** 15) return NO_FORM;
  view.setInt16(at, value);
  return 2;
}

/** Microseconds since 2000, multiplied in halves: they may be beyond 2^53. */
function writeTimestamp(view: DataView, at: number, value: number): number {
  const ms = value - EPOCH_MS;
  if (!Number.isInteger(ms) || Math.abs(ms) > EXACT) return NO_FORM;
  const high = Math.floor(ms / TWO_32);
  const low = (ms - high * TWO_32) * 1000;
  const carry = Math.floor(low / TWO_32);
  setHalves(view, at, high * 1000 + carry, low - carry * TWO_32);
  return 8;
}

function setHalves(view: DataView, at: number, high: number, low: number): void {
  view.setInt32(at, high);
  view.setUint32(at + 4, low);
}

const BASE = 10_000;
const NEGATIVE = 0x4000;

/**
 * A decimal as `numeric` is stored: groups of four digits, cut at the decimal point, without groups of zeros at either
 * end; before them their number, the power of 10,000 of the first one, the sign and the digits behind the point.
 *
 * @param value scaled to a whole number: 1999 with scale 2 is 19.99
 */
function writeNumeric(view: DataView, at: number, value: number, scale: number): number {
  if (!Number.isInteger(value) || Math.abs(value) > EXACT) return NO_FORM;
  const { groups, lowest } = groupsOf(Math.abs(value), scale);
  view.setInt16(at, groups.length);
  view.setInt16(at + 2, groups.length === 0 ? 0 : lowest + groups.length - 1);
  view.setInt16(at + 4, value < 0 ? NEGATIVE : 0);
  view.setInt16(at + 6, scale);
  groups.reverse().forEach((group, i) => {
    view.setInt16(at + 8 + 2 * i, group);
  });
  return 8 + 2 * groups.length;
}

/** Groups from the last one on, and the power of 10,000 of the last one. */
function groupsOf(size: number, scale: number): { groups: number[]; lowest: number } {
  const groups: number[] = [];
  const cut = scale % 4;
  let lowest = -Math.ceil(scale / 4);
  let rest = size;
  const take = (below: number, factor: number): void => {
    const above = Math.floor(rest / below);
    const group = (rest - above * below) * factor;
    rest = above;
    if (group === 0 && groups.length === 0) lowest++;
    else groups.push(group);
  };
  if (cut !== 0) take(10 ** cut, 10 ** (4 - cut));
  while (rest !== 0) take(BASE, 1);
  return { groups, lowest };
}

/** The texts of a column that has some. */
export function textOf(vector: Vector): Extract<Vector, { kind: 'text' }> {
  if (vector.kind !== 'text') throw new TypeError(`${vector.kind} is no text`);
  return vector;
}
