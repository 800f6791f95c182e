import { allocate, type Memory } from '../kernels/memory.ts';
import type { KeyKernels } from '../keys/key-kernels.ts';
import { openKeyKernels } from '../keys/open-key-kernels.ts';
import { placeHmacKey, SHA256_SCRATCH } from '../keys/sha256.ts';
import { openMemory } from '../wasm/open-memory.ts';

/** Digests of many values at once, 32 bytes each, in the order of the values. */
export type ColumnDigest = (values: readonly string[]) => Uint8Array;

/** Values that are digested at once, and room for their UTF-8. */
const MOST_VALUES = 1024;
const TEXT_BYTES = 1 << 18;
const DIGEST_BYTES = 32;
/** A UTF-16 code unit takes at most so many bytes of UTF-8. */
const BYTES_PER_UNIT = 3;
const MEMORY_BYTES = TEXT_BYTES + (1 << 16);

/**
 * HMAC-SHA-256 of many values by kernels, four at a time: an order of magnitude quicker than a call for each value.
 * Where there is no WebAssembly, and for values that the memory cannot hold, `one` does it.
 *
 * @param key at most 64 bytes
 * @param one the same function, one value at a time
 * @param open gives the memory to work in, when it is first needed
 */
export function createColumnDigest(
  key: Uint8Array,
  one: (value: string) => Uint8Array,
  open: () => Memory = () => openMemory(MEMORY_BYTES),
): ColumnDigest {
  let memory: Memory | undefined;
  let space: Space | undefined;
  return (values) => {
    const digests = new Uint8Array(DIGEST_BYTES * values.length);
    memory ??= open();
    // Without WebAssembly nothing is quicker than node:crypto.
    if (memory.wasm !== undefined) space ??= openSpace(memory, key);
    for (let from = 0; from < values.length; ) {
      const next = space === undefined ? from : encode(space, values, from);
      if (space === undefined || next === from) {
        digests.set(one(values[from] as string), DIGEST_BYTES * from);
        from += 1;
      } else {
        digests.set(digestEncoded(space, next - from), DIGEST_BYTES * from);
        from = next;
      }
    }
    return digests;
  };
}

/** Where values are encoded and digested. */
interface Space {
  readonly memory: Memory;
  readonly kernels: KeyKernels;
  readonly states: number;
  readonly constants: number;
  readonly scratch: number;
  readonly out: number;
  readonly address: Int32Array;
  readonly length: Int32Array;
  /** First byte of the values as UTF-8. */
  readonly start: number;
}

function openSpace(memory: Memory, key: Uint8Array): Space {
  const column = (): Int32Array =>
    new Int32Array(memory.buffer, allocate(memory, 4 * MOST_VALUES), MOST_VALUES);
  return {
    memory,
    kernels: openKeyKernels(memory),
    ...placeHmacKey(memory, key),
    scratch: allocate(memory, SHA256_SCRATCH),
    out: allocate(memory, DIGEST_BYTES * MOST_VALUES),
    address: column(),
    length: column(),
    start: allocate(memory, TEXT_BYTES),
  };
}

const ENCODER = new TextEncoder();

/** Encodes values from `from` on, as many as fit, and gives the number of the first that does not. */
function encode(
  { memory, address, length, start }: Space,
  values: readonly string[],
  from: number,
): number {
  const texts = memory.bytes.subarray(start, start + TEXT_BYTES);
  let used = 0;
  let next = from;
  for (; next < values.length && next - from < MOST_VALUES; next++) {
    const value = values[next] as string;
    if (used + BYTES_PER_UNIT * value.length > TEXT_BYTES) break;
    const { written } = ENCODER.encodeInto(value, texts.subarray(used));
    address[next - from] = start + used;
    length[next - from] = written;
    used += written;
  }
  return next;
}

function digestEncoded(space: Space, count: number): Uint8Array {
  const { memory, kernels, address, length, states, constants, scratch, out } = space;
  const views = [address.byteOffset, length.byteOffset, count] as const;
  kernels.hmacSha256(...views, states, constants, scratch, out);
  return memory.bytes.subarray(out, out + DIGEST_BYTES * count);
}
