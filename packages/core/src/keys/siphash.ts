import type { Memory } from '../kernels/memory.ts';
import type { KeyKernels } from './key-kernels.ts';

/**
 * SipHash: a keyed hash of 64 bits whose values nobody can steer without the key.
 *
 * Source: J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast short-input PRF" (2012), with its test vectors. Two rounds
 * per block of eight bytes and four in the end (SipHash-2-4), or one and three where no secret is at stake.
 *
 * 64-bit words are pairs of 32-bit halves here, the lower one first: JavaScript has no fast 64-bit integers.
 */
type State = Int32Array<ArrayBuffer>;

/** `somepseudorandomlygeneratedbytes`, as four words. */
const INITIAL = Int32Array.of(
  ...[0x70736575, 0x736f6d65, 0x6e646f6d, 0x646f7261],
  ...[0x6e657261, 0x6c796765, 0x79746573, 0x74656462],
);
const FINISH = 0xff;
/** The last block of a null: no text of fewer than eight bytes has this length. */
const NULL_LENGTH = 0xff;

function add(state: State, to: number, from: number): void {
  const low = (state[2 * to]! + state[2 * from]!) | 0;
  const carry = low >>> 0 < state[2 * to]! >>> 0 ? 1 : 0;
  state[2 * to + 1] = state[2 * to + 1]! + state[2 * from + 1]! + carry;
  state[2 * to] = low;
}

function xor(state: State, to: number, from: number): void {
  state[2 * to]! ^= state[2 * from]!;
  state[2 * to + 1]! ^= state[2 * from + 1]!;
}

/** Rotates to the left, by 1 to 31 bits. */
function rotate(state: State, word: number, bits: number): void {
  const low = state[2 * word]!;
  const high = state[2 * word + 1]!;
  state[2 * word] = (low << bits) | (high >>> (32 - bits));
  state[2 * word + 1] = (high << bits) | (low >>> (32 - bits));
}

function swapHalves(state: State, word: number): void {
  const low = state[2 * word]!;
  state[2 * word] = state[2 * word + 1]!;
  state[2 * word + 1] = low;
}

function sipRound(state: State): void {
  add(state, 0, 1);
  rotate(state, 1, 13);
  xor(state, 1, 0);
  swapHalves(state, 0);
  add(state, 2, 3);
  rotate(state, 3, 16);
  xor(state, 3, 2);
  add(state, 0, 3);
  rotate(state, 3, 21);
  xor(state, 3, 0);
  add(state, 2, 1);
  rotate(state, 1, 17);
  xor(state, 1, 2);
  swapHalves(state, 2);
}

function absorb(state: State, low: number, high: number, rounds: number): void {
  state[6]! ^= low;
  state[7]! ^= high;
  for (let round = 0; round < rounds; round++) sipRound(state);
  state[0]! ^= low;
  state[1]! ^= high;
}

interface Rounds {
  readonly compress: number;
  readonly finish: number;
}

/** Hashes the whole blocks from `from` on, then the bytes behind them, and stores the hash. */
function hashBytes(
  { view }: Memory,
  from: number,
  byteCount: number,
  key: number,
  out: number,
  { compress, finish }: Rounds,
  /** What stands for the length; its lower 8 bits count. */
  length = byteCount,
): void {
  const state = INITIAL.slice();
  for (let half = 0; half < 8; half++) state[half]! ^= view.getInt32(key + 4 * (half % 4), true);
  const end = from + byteCount;
  let at = from;
  for (; at + 8 <= end; at += 8)
    absorb(state, view.getInt32(at, true), view.getInt32(at + 4, true), compress);
  let low = 0;
  let high = length << 24;
  for (let i = 0; at + i < end; i++) {
    const byte = view.getUint8(at + i);
    if (i < 4) low |= byte << (8 * i);
    else high |= byte << (8 * (i - 4));
  }
  absorb(state, low, high, compress);
  state[4]! ^= FINISH;
  for (let round = 0; round < finish; round++) sipRound(state);
  for (const half of [0, 1]) {
    const word = state[half]! ^ state[half + 2]! ^ state[half + 4]! ^ state[half + 6]!;
    view.setInt32(out + 4 * half, word, true);
  }
}

export function siphashKernels(memory: Memory): Pick<KeyKernels, 'hashTexts' | 'joinHashes'> {
  const { view } = memory;
  return {
    hashTexts(address, length, valid, out, count, key, compress, finish) {
      const rounds = { compress, finish };
      for (let i = 0; i < count; i++) {
        if (valid !== 0 && view.getUint8(valid + i) === 0)
          hashBytes(memory, 0, 0, key, out + 8 * i, rounds, NULL_LENGTH);
        else {
          const from = view.getInt32(address + 4 * i, true);
          hashBytes(memory, from, view.getInt32(length + 4 * i, true), key, out + 8 * i, rounds);
        }
      }
    },
    joinHashes(hashes, others, count, key, compress, finish, scratch) {
      for (let at = 0; at < 8 * count; at += 8) {
        for (const half of [0, 4]) {
          view.setInt32(scratch + half, view.getInt32(hashes + at + half, true), true);
          view.setInt32(scratch + 8 + half, view.getInt32(others + at + half, true), true);
        }
        hashBytes(memory, scratch, 16, key, hashes + at, { compress, finish });
      }
    },
  };
}
