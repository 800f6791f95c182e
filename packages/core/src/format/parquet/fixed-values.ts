import { appendPacked } from './bit-pack.ts';
import { appendBytes, createByteBuffer, reserve, written } from './byte-buffer.ts';
import { type Bounds, refuseVector, type ValueBuffer } from './values.ts';

const UUID_BYTES = 16;
const BIGINT_BYTES = 8;

/** FIXED_LEN_BYTE_ARRAY of 16 bytes, most significant first (Parquet logical types, "UUID"). */
export function openUuidValues(): ValueBuffer {
  const cells = createByteBuffer();
  return {
    add({ column, from, to }) {
      const { vector, valid } = column;
      if (vector.kind !== 'uuid') refuseVector(column);
      reserve(cells, UUID_BYTES * (to - from));
      const { view } = cells;
      const { words } = vector;
      let at = cells.length;
      for (let i = from; i < to; i++) {
        if (valid !== undefined && valid[i] === 0) continue;
        for (let k = 0; k < 4; k++) view.setInt32(at + 4 * k, words[4 * i + k] as number);
        at += UUID_BYTES;
      }
      cells.length = at;
    },
    encode() {
      const body = written(cells);
      cells.length = 0;
      return { encoding: 'PLAIN', body };
    },
  };
}

/** BOOLEAN, one bit per cell. */
export function openBooleanValues(): ValueBuffer {
  const cells = createByteBuffer();
  const body = createByteBuffer();
  return {
    add({ column, from, to }) {
      const { vector, valid } = column;
      if (vector.kind !== 'boolean') refuseVector(column);
      reserve(cells, to - from);
      for (let i = from; i < to; i++) {
        if (valid !== undefined && valid[i] === 0) continue;
        cells.bytes[cells.length++] = vector.values[i] as number;
      }
    },
    encode() {
      const values = written(cells);
      body.length = 0;
      appendPacked(body, values, 0, values.length, 1);
      cells.length = 0;
      if (values.length === 0) return { encoding: 'PLAIN', body: written(body) };
      const bounds: Bounds = { min: !values.includes(0), max: values.includes(1) };
      return { encoding: 'PLAIN', body: written(body), bounds };
    },
  };
}

/** INT64 from 64-bit integers. */
export function openBigintValues(): ValueBuffer {
  const cells = createByteBuffer();
  return {
    add({ column, from, to }) {
      const { vector, valid } = column;
      if (vector.kind !== 'bigint') refuseVector(column);
      const { buffer, byteOffset } = vector.values;
      const whole = new Uint8Array(
        buffer,
        byteOffset + BIGINT_BYTES * from,
        BIGINT_BYTES * (to - from),
      );
      if (valid === undefined) {
        appendBytes(cells, whole);
        return;
      }
      reserve(cells, whole.length);
      for (let i = from; i < to; i++) {
        if (valid[i] === 0) continue;
        const at = BIGINT_BYTES * (i - from);
        cells.bytes.set(whole.subarray(at, at + BIGINT_BYTES), cells.length);
        cells.length += BIGINT_BYTES;
      }
    },
    encode() {
      const body = written(cells);
      cells.length = 0;
      const bounds = boundsOfBigints(cells.view, body.length / BIGINT_BYTES);
      return { encoding: 'PLAIN', body, ...(bounds && { bounds }) };
    },
  };
}

/** Compares halves, so that no cell becomes an object. */
function boundsOfBigints(view: DataView, count: number): Bounds | undefined {
  if (count === 0) return undefined;
  let min = 0;
  let max = 0;
  for (let i = 1; i < count; i++) {
    if (isLess(view, i, min)) min = i;
    else if (isLess(view, max, i)) max = i;
  }
  return {
    min: view.getBigInt64(BIGINT_BYTES * min, true),
    max: view.getBigInt64(BIGINT_BYTES * max, true),
  };
}

function isLess(view: DataView, one: number, other: number): boolean {
  const high = view.getInt32(BIGINT_BYTES * one + 4, true);
  const otherHigh = view.getInt32(BIGINT_BYTES * other + 4, true);
  if (high !== otherHigh) return high < otherHigh;
  return view.getUint32(BIGINT_BYTES * one, true) < view.getUint32(BIGINT_BYTES * other, true);
}
