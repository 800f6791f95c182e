import type { StepOf } from '../program/steps.ts';
import { foldHigh, type Key, mix32, wordAt } from '../random/mix.ts';
import { HEX_PAIRS } from './digits.ts';
import type { Frame } from './frame.ts';
import type { RunKernel } from './kernel.ts';

export const UUID_LENGTH = 36;
const HYPHEN = 45;

/**
 * RFC 9562 version 4 form, unique by construction for the first 2^48 rows of a column: the first word is a
 * bijection of the row's low 32 bits, and the next 16 bits hide the row's bits 32 to 47 behind a function of it.
 */
export function uuidV4(step: StepOf<'uuid-v4'>, frame: Frame): RunKernel {
  const { low, high } = frame.buffer(step.rows, 'rows');
  const words = frame.buffer(step.out, 'uuid');
  const [first, second, third, fourth] = step.keys.map(unpack);
  return (count) => {
    // Keys as locals: V8 reads fields of an object anew in every turn of a loop.
    const [inner1, outer1] = first!;
    const [inner2, outer2] = second!;
    const [inner3, outer3] = third!;
    const [inner4, outer4] = fourth!;
    for (let i = 0; i < count; i++) {
      const l = low[i]!;
      const h = high[i]!;
      const a = mix32(mix32((l + inner1) | 0) ^ foldHigh(outer1, h));
      const b = mix32(mix32((l + inner2) | 0) ^ foldHigh(outer2, h));
      const c = mix32(mix32((l + inner3) | 0) ^ foldHigh(outer3, h));
      const hidden = (mix32((a + inner2) | 0) ^ h) & 0xffff;
      words[4 * i] = a;
      words[4 * i + 1] = (hidden << 16) | 0x4000 | (b & 0x0fff);
      words[4 * i + 2] = (c & 0x3fffffff) | 0x80000000;
      words[4 * i + 3] = mix32(mix32((l + inner4) | 0) ^ foldHigh(outer4, h));
    }
  };
}

const unpack = ({ inner, outer }: Key): readonly [number, number] => [inner, outer];

/**
 * RFC 9562 version 7: milliseconds since 1970 in the first 48 bits, so that ids sort by time. The last 48 bits hold
 * the row, scrambled: unique whatever the times are.
 */
export function uuidV7(step: StepOf<'uuid-v7'>, frame: Frame): RunKernel {
  const { low, high } = frame.buffer(step.rows, 'rows');
  const time = frame.buffer(step.milliseconds, 'number');
  const words = frame.buffer(step.out, 'uuid');
  const [random, unique] = step.keys;
  return (count) => {
    for (let i = 0; i < count; i++) {
      const l = low[i]!;
      const h = high[i]!;
      const ms = time[i]!;
      const bits = wordAt(random, l, h);
      const scrambled = mix32(mix32((l + unique.inner) | 0) ^ foldHigh(unique.outer, h));
      const hidden = (mix32((scrambled + random.inner) | 0) ^ h) & 0xffff;
      words[4 * i] = Math.floor(ms / 65_536) | 0;
      words[4 * i + 1] = ((ms % 65_536) << 16) | 0x7000 | (bits & 0x0fff);
      words[4 * i + 2] = 0x80000000 | (((bits >>> 12) & 0x3fff) << 16) | hidden;
      words[4 * i + 3] = scrambled;
    }
  };
}

/** Writes uuids to where the cursor stands. */
export function scatterUuids(
  view: DataView,
  cursor: Int32Array,
  words: Int32Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const at = cursor[i]!;
    writeUuid(view, at, words, i);
    cursor[i] = at + UUID_LENGTH;
  }
}

/** Writes the 36 characters of a uuid, and not one more. */
function writeUuid(view: DataView, at: number, words: Int32Array, i: number): void {
  const a = words[4 * i]!;
  const b = words[4 * i + 1]!;
  const c = words[4 * i + 2]!;
  const d = words[4 * i + 3]!;
  view.setInt32(at, HEX_PAIRS[a >>> 16]!, true);
  view.setInt32(at + 4, HEX_PAIRS[a & 0xffff]!, true);
  view.setUint8(at + 8, HYPHEN);
  view.setInt32(at + 9, HEX_PAIRS[b >>> 16]!, true);
  view.setUint8(at + 13, HYPHEN);
  view.setInt32(at + 14, HEX_PAIRS[b & 0xffff]!, true);
  view.setUint8(at + 18, HYPHEN);
  view.setInt32(at + 19, HEX_PAIRS[c >>> 16]!, true);
  view.setUint8(at + 23, HYPHEN);
  view.setInt32(at + 24, HEX_PAIRS[c & 0xffff]!, true);
  view.setInt32(at + 28, HEX_PAIRS[d >>> 16]!, true);
  view.setInt32(at + 32, HEX_PAIRS[d & 0xffff]!, true);
}
