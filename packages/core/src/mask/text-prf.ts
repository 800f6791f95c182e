import { allocate, type Memory } from '../kernels/memory.ts';
import { BATCH_ROWS } from '../model/batch.ts';
import { openMemory } from '../wasm/open-memory.ts';
import { lastBlockOfCbc } from './cipher.ts';
import { COLUMN_PRF_SIZE, openColumnPrf, type TextViews } from './column-prf.ts';

/**
 * Keyed function of texts: 16 bytes for each, in their order, that nobody without the key can tell from random ones.
 * The result is overwritten by no later call.
 */
export type TextPrf = (values: readonly string[]) => Uint8Array;

export const PRF_BYTES = 16;

const TEXT_BYTES = 1 << 18;
/** A UTF-16 code unit takes at most so many bytes of UTF-8. */
const BYTES_PER_UNIT = 3;
const MEMORY_BYTES = TEXT_BYTES + COLUMN_PRF_SIZE + 8 * BATCH_ROWS + 4096;
/** Bytes of text beside the length in the first block. */
const HEAD = 12;
const ENCODER = new TextEncoder();

/**
 * CBC-MAC by AES with the length in front, for many texts at once: see {@link openColumnPrf}. Texts are taken as UTF-8,
 * exactly as they are: normalise before.
 *
 * @param key 16, 24 or 32 bytes, for this use alone
 */
export function createTextPrf(key: Uint8Array): TextPrf {
  let space: Space | undefined;
  return (values) => {
    space ??= openSpace(key);
    const all = new Uint8Array(PRF_BYTES * values.length);
    for (let from = 0; from < values.length; ) {
      const next = encode(space, values, from);
      if (next === from) {
        all.set(digestLong(key, values[from] as string), PRF_BYTES * from);
        from += 1;
      } else {
        all.set(space.digest(space, next - from), PRF_BYTES * from);
        from = next;
      }
    }
    return all;
  };
}

interface Space extends TextViews {
  readonly memory: Memory;
  /** First byte of the texts. */
  readonly start: number;
  digest(texts: TextViews, count: number): Uint8Array;
}

function openSpace(key: Uint8Array): Space {
  const memory = openMemory(MEMORY_BYTES);
  const column = (): Int32Array =>
    new Int32Array(memory.buffer, allocate(memory, 4 * BATCH_ROWS), BATCH_ROWS);
  const [address, length] = [column(), column()];
  const start = allocate(memory, TEXT_BYTES);
  return { memory, address, length, start, ...openColumnPrf(memory, key) };
}

/** Encodes texts from `from` on, as many as fit, and gives the number of the first that does not. */
function encode(
  { memory, address, length, start }: Space,
  values: readonly string[],
  from: number,
): number {
  let used = 0;
  let next = from;
  for (; next < values.length && next - from < BATCH_ROWS; next++) {
    const value = values[next] as string;
    if (used + BYTES_PER_UNIT * value.length > TEXT_BYTES) break;
    const room = memory.bytes.subarray(start + used, start + TEXT_BYTES);
    const { written } = ENCODER.encodeInto(value, room);
    address[next - from] = start + used;
    length[next - from] = written;
    used += written;
  }
  return next;
}

/** The same function for a text that the memory has no room for. */
function digestLong(key: Uint8Array, value: string): Uint8Array {
  const text = ENCODER.encode(value);
  const blocks = 1 + Math.ceil(Math.max(0, text.length - HEAD) / PRF_BYTES);
  const message = new Uint8Array(PRF_BYTES * blocks);
  new DataView(message.buffer).setInt32(0, text.length, true);
  message.set(text, PRF_BYTES - HEAD);
  return lastBlockOfCbc(key, message);
}
