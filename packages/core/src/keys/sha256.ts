import { allocate, type Memory } from '../kernels/memory.ts';
import type { KeyKernels } from './key-kernels.ts';

const BLOCK = 64;
const STATE_WORDS = 8;
/** Bytes that the kernel in WebAssembly works in. */
export const SHA256_SCRATCH = 1408;

/** Numbers of FIPS 180-4: bits behind the point of the cube roots and the square roots of the first primes. */
const ROUND_CONSTANTS = Int32Array.from(firstPrimes(64), (prime) => fraction(Math.cbrt(prime)));
const INITIAL = Int32Array.from(firstPrimes(8), (prime) => fraction(Math.sqrt(prime)));

/** The first 32 bits behind the point. Roots of such small numbers leave a double bits enough for them. */
function fraction(root: number): number {
  return Math.floor((root % 1) * 2 ** 32);
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++)
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}

const rotate = (x: number, bits: number): number => (x >>> bits) | (x << (32 - bits));

/** Works one block of 64 bytes into a state: FIPS 180-4, section 6.2.2. */
function compress(state: Int32Array, block: DataView): void {
  const words = new Int32Array(64);
  for (let t = 0; t < 16; t++) words[t] = block.getInt32(4 * t);
  for (let t = 16; t < 64; t++) {
    const [near, far] = [words[t - 2]!, words[t - 15]!];
    const s0 = rotate(far, 7) ^ rotate(far, 18) ^ (far >>> 3);
    const s1 = rotate(near, 17) ^ rotate(near, 19) ^ (near >>> 10);
    words[t] = words[t - 16]! + s0 + words[t - 7]! + s1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    ...[number, number, number, number],
    ...[number, number, number, number],
  ];
  for (let t = 0; t < 64; t++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = h + s1 + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[t]! + words[t]!;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => {
    state[i] = state[i]! + value;
  });
}

/** SHA-256 of a text: FIPS 180-4. */
export function sha256(text: Uint8Array): Uint8Array {
  return bigEndian(hashBehind(INITIAL, text, 0));
}

/** Hashes a text behind as many bytes as a state already holds: one block unless told. */
function hashBehind(start: Int32Array, text: Uint8Array, behind = BLOCK): Int32Array {
  const padded = new Uint8Array(Math.ceil((text.length + 9) / BLOCK) * BLOCK);
  padded.set(text);
  padded[text.length] = 0x80;
  new DataView(padded.buffer).setUint32(padded.length - 4, 8 * (text.length + behind));
  const state = start.slice();
  for (let at = 0; at < padded.length; at += BLOCK)
    compress(state, new DataView(padded.buffer, at, BLOCK));
  return state;
}

/**
 * HMAC-SHA-256 of columns (RFC 2104). The two blocks of the key are hashed once, for all rows; short texts take one
 * block more, and the outer hash another.
 */
export function sha256Kernels({ buffer, bytes, view }: Memory): Pick<KeyKernels, 'hmacSha256'> {
  return {
    hmacSha256(address, length, count, states, _constants, _scratch, out) {
      const inner = new Int32Array(buffer, states, STATE_WORDS);
      const outer = new Int32Array(buffer, states + 4 * STATE_WORDS, STATE_WORDS);
      for (let i = 0; i < count; i++) {
        const from = view.getInt32(address + 4 * i, true);
        const to = from + view.getInt32(length + 4 * i, true);
        const hash = bigEndian(hashBehind(inner, bytes.subarray(from, to)));
        bytes.set(bigEndian(hashBehind(outer, hash)), out + 32 * i);
      }
    },
  };
}

function bigEndian(state: Int32Array): Uint8Array {
  const bytes = new Uint8Array(4 * state.length);
  state.forEach((word, i) => {
    new DataView(bytes.buffer).setInt32(4 * i, word);
  });
  return bytes;
}

/** Puts what {@link KeyKernels.hmacSha256} needs of a key into memory. The key has at most 64 bytes. */
export function placeHmacKey(
  memory: Memory,
  key: Uint8Array,
): { readonly states: number; readonly constants: number } {
  const states = allocate(memory, 8 * STATE_WORDS);
  const constants = allocate(memory, ROUND_CONSTANTS.byteLength);
  new Int32Array(memory.buffer, constants, ROUND_CONSTANTS.length).set(ROUND_CONSTANTS);
  for (const [i, pad] of [0x36, 0x5c].entries()) {
    const block = new Uint8Array(BLOCK).fill(pad);
    key.forEach((byte, at) => {
      block[at] = byte ^ pad;
    });
    const state = INITIAL.slice();
    compress(state, new DataView(block.buffer));
    new Int32Array(memory.buffer, states + 4 * STATE_WORDS * i, STATE_WORDS).set(state);
  }
  return { states, constants };
}
