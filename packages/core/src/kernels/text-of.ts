import { BATCH_ROWS } from '../model/batch.ts';
import type { ValueType } from '../model/value-type.ts';
import type { StepOf } from '../program/steps.ts';
import { INTEGER_BYTES, writeInteger, writePadded } from './digits.ts';
import type { Frame, TextBuffer } from './frame.ts';
import type { RunKernel } from './kernel.ts';
import { type Heap, HeapFull, OVERSHOOT } from './memory.ts';
import { createStringWriter, gatherEntries, writeCells } from './text.ts';
import {
  createDateCache,
  DATE_LENGTH,
  scatterDates,
  scatterTimestamps,
  TIMESTAMP_LENGTH,
} from './time.ts';
import { scatterUuids, UUID_LENGTH } from './uuids.ts';

/** Writes the cells of a column from an address on, notes where each lies, and gives the address behind the last. */
export type ColumnWriter<Values> = (
  values: Values,
  out: TextBuffer,
  at: number,
  count: number,
) => number;

/** Most bytes of one number in any form but `float`, overshoot included. */
export const NUMBER_BYTES = 48;

/** The canonical text of numbers: the same in every format. Floats are JavaScript's shortest form that reads back equal. */
export function createNumberWriter(view: DataView, type: ValueType): ColumnWriter<Float64Array> {
  switch (type.kind) {
    case 'timestamp': {
      const cache = createDateCache();
      return ofLength(TIMESTAMP_LENGTH, (times: Float64Array, cursor, count) =>
        scatterTimestamps(view, cursor, times, cache, 0, count),
      );
    }
    case 'date': {
      const cache = createDateCache();
      return ofLength(DATE_LENGTH, (days: Float64Array, cursor, count) =>
        scatterDates(view, cursor, days, cache, 0, count),
      );
    }
    case 'decimal':
      return eachNumber(decimalWriter(view, type.scale));
    case 'float':
      return eachNumber(floatWriter(view));
    default:
      return eachNumber((address, value) => writeInteger(view, address, value));
  }
}

/** The canonical text of identifiers. */
export function createUuidWriter(view: DataView): ColumnWriter<Int32Array> {
  return ofLength(UUID_LENGTH, (words: Int32Array, cursor, count) =>
    scatterUuids(view, cursor, words, 0, count),
  );
}

/** Cells of one length lie one behind the other; `scatter` writes them where the cursor stands. */
function ofLength<Values>(
  size: number,
  scatter: (values: Values, cursor: Int32Array, count: number) => void,
): ColumnWriter<Values> {
  const cursor = new Int32Array(BATCH_ROWS);
  return (values, { address, length }, at, count) => {
    for (let i = 0; i < count; i++) {
      address[i] = at + i * size;
      cursor[i] = at + i * size;
    }
    length.fill(size, 0, count);
    scatter(values, cursor, count);
    return at + count * size;
  };
}

/** Writes one number and gives the address behind it. */
type NumberWriter = (address: number, value: number) => number;

function eachNumber(write: NumberWriter): ColumnWriter<Float64Array> {
  return (values, { address, length }, at, count) => {
    let next = at;
    for (let i = 0; i < count; i++) {
      const behind = write(next, values[i]!);
      address[i] = next;
      length[i] = behind - next;
      next = behind;
    }
    return next;
  };
}

/** Decimals come scaled to integers: 1999 with scale 2 is `19.99`. */
function decimalWriter(view: DataView, scale: number): NumberWriter {
  if (scale === 0) return (address, value) => writeInteger(view, address, value);
  const factor = 10 ** scale;
  return (address, value) => {
    let at = address;
    if (value < 0) view.setUint8(at++, 45);
    const size = Math.abs(value);
    const whole = Math.floor(size / factor);
    at = writeInteger(view, at, whole);
    view.setUint8(at, 46);
    return writePadded(view, at + 1, size - whole * factor, scale);
  };
}

function floatWriter(view: DataView): NumberWriter {
  return (address, value) => {
    if (Number.isSafeInteger(value) && !Object.is(value, -0))
      return writeInteger(view, address, value);
    const text = String(value);
    for (let k = 0; k < text.length; k++) view.setUint8(address + k, text.charCodeAt(k));
    return address + text.length;
  };
}

export function numberText(step: StepOf<'number-text'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'number');
  const out = frame.buffer(step.out, 'text');
  const write = createNumberWriter(frame.memory.view, step.type);
  return writeColumn(frame.heap, NUMBER_BYTES, (at, count) => write(value, out, at, count));
}

export function bigintText(step: StepOf<'bigint-text'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'bigint');
  const out = frame.buffer(step.out, 'text');
  const write = createStringWriter(frame);
  return (count) => {
    for (let i = 0; i < count; i++) write(String(value[i]!), out, i);
  };
}

export function flagText(step: StepOf<'flag-text'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'flag');
  const out = frame.buffer(step.out, 'text');
  const words = [frame.literal('false'), frame.literal('true')];
  const entries = {
    address: Int32Array.from(words, ({ address }) => address),
    length: Int32Array.from(words, ({ length }) => length),
  };
  const codes = new Int32Array(value.length);
  return (count) => {
    for (let i = 0; i < count; i++) codes[i] = value[i]!;
    gatherEntries(entries, codes, out, count);
  };
}

export function uuidText(step: StepOf<'uuid-text'>, frame: Frame): RunKernel {
  const write = createUuidWriter(frame.memory.view);
  const words = frame.buffer(step.value, 'uuid');
  const out = frame.buffer(step.out, 'text');
  return writeColumn(frame.heap, UUID_LENGTH + 4, (at, count) => write(words, out, at, count));
}

/** Runs a column writer behind what the heap holds, if `maxBytes` for every row fit. */
function writeColumn(
  heap: Heap,
  maxBytes: number,
  write: (at: number, count: number) => number,
): RunKernel {
  return (count) => {
    if (heap.next + count * maxBytes + OVERSHOOT > heap.end) throw new HeapFull();
    heap.next = write(heap.next, count);
  };
}

/** Digits of a number in the given alphabet, at least `width` of them. */
export function digits(step: StepOf<'digits'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'number');
  const out = frame.buffer(step.out, 'text');
  const { view } = frame.memory;
  const { width, alphabet } = step;
  if (alphabet === '0123456789' && width > 0) {
    return writeCells(frame, out, width + 4, (address, i) =>
      writePadded(view, address, value[i]!, width),
    );
  }
  if (alphabet === '0123456789') {
    return writeCells(frame, out, INTEGER_BYTES, (address, i) =>
      writeInteger(view, address, value[i]!),
    );
  }
  const symbols = new TextEncoder().encode(alphabet);
  const radix = symbols.length;
  const scratch = new Uint8Array(64);
  return writeCells(frame, out, scratch.length, (address, i) => {
    let rest = value[i]!;
    let size = 0;
    while (rest > 0 || size < Math.max(1, width)) {
      const next = Math.floor(rest / radix);
      scratch[size++] = symbols[rest - next * radix]!;
      rest = next;
    }
    for (let k = 0; k < size; k++) view.setUint8(address + k, scratch[size - 1 - k]!);
    return address + size;
  });
}
