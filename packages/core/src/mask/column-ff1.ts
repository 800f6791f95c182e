import { allocate, type Memory, regionSize } from '../kernels/memory.ts';
import { openKeyKernels } from '../keys/open-key-kernels.ts';
import { BATCH_ROWS } from '../model/batch.ts';
import { createBlockCipher } from './cipher.ts';

/** Numerals of one length, as two numbers: the first half of the digits, rounded down, and the others. */
export interface NumeralHalves {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
}

/** Format-preserving encryption of a column of numerals; the halves are replaced in place. */
export interface ColumnFf1 extends NumeralHalves {
  encrypt(count: number): void;
  decrypt(count: number): void;
}

export interface Ff1Options {
  /** 16, 24 or 32 bytes. */
  readonly key: Uint8Array;
  /** 2 to 65,536. */
  readonly radix: number;
  /** Digits of every numeral. */
  readonly digits: number;
  readonly tweak: Uint8Array;
}

const BLOCK = 16;
const ROUNDS = 10;
/** Halves are numbers of 32 bits: up to 18 decimal digits in all. */
const MOST_OF_HALF = 2 ** 32;
/** Fewest numerals of a length (NIST SP 800-38G revision 1): with fewer, trying all of them is too easy. */
const LEAST_DOMAIN = 1_000_000;

/** Bytes of memory that {@link openColumnFf1} takes. */
export const COLUMN_FF1_SIZE =
  2 * regionSize(4 * BATCH_ROWS) + regionSize(BLOCK * BATCH_ROWS) + regionSize(BLOCK);

/**
 * FF1 with AES over columns: each of its ten rounds is one call of AES for the whole batch.
 *
 * Source: NIST SP 800-38G, algorithms 7 and 8. All of the pseudorandom function but its last block is the same for all
 * rows and computed once.
 *
 * @throws RangeError when the halves of such numerals do not fit into 32 bits, or there are fewer than a million.
 */
export function openColumnFf1(memory: Memory, options: Ff1Options): ColumnFf1 {
  const { radix, digits } = options;
  const kernels = openKeyKernels(memory);
  const encrypt = createBlockCipher(options.key);
  const moduli = moduliOf(radix, digits);
  const column = (): Uint32Array =>
    new Uint32Array(memory.buffer, allocate(memory, 4 * BATCH_ROWS), BATCH_ROWS);
  const [first, second] = [column(), column()];
  const blocks = allocate(memory, BLOCK * BATCH_ROWS);
  const base = allocate(memory, BLOCK);
  const { constant, numberBytes } = constantBlock(options, encrypt);

  const run = (round: number, count: number, sign: 1 | -1): void => {
    memory.bytes.set(constant, base);
    const place = base + BLOCK - 1 - numberBytes;
    memory.bytes[place] = (memory.bytes[place] as number) ^ round;
    // Halves change places in every round; here their names do.
    const [changed, read] = round % 2 === 0 ? [first, second] : [second, first];
    kernels.feistelBlocks(read.byteOffset, count, base, blocks);
    const range = memory.bytes.subarray(blocks, blocks + BLOCK * count);
    range.set(encrypt(range));
    kernels.feistelAdd(changed.byteOffset, count, blocks, moduli[round % 2] as number, sign);
  };
  return {
    first,
    second,
    encrypt(count) {
      for (let round = 0; round < ROUNDS; round++) run(round, count, 1);
    },
    decrypt(count) {
      for (let round = ROUNDS - 1; round >= 0; round--) run(round, count, -1);
    },
  };
}

/** How many numbers each half can be. */
function moduliOf(radix: number, digits: number): readonly [number, number] {
  const short = Math.floor(digits / 2);
  const moduli = [radix ** short, radix ** (digits - short)] as const;
  if (moduli[1] > MOST_OF_HALF || moduli[0] * moduli[1] < LEAST_DOMAIN)
    throw new RangeError(
      `FF1 by columns takes from 10^6 numerals to halves of 32 bits, not ${digits} digits of radix ${radix}`,
    );
  return moduli;
}

/** The last block of the pseudorandom function without round and number, mixed with all blocks before it. */
function constantBlock(
  { radix, digits, tweak }: Ff1Options,
  encrypt: (block: Uint8Array) => Uint8Array,
): { constant: Uint8Array; numberBytes: number } {
  const short = Math.floor(digits / 2);
  const numberBytes = Math.ceil(Math.ceil((digits - short) * Math.log2(radix)) / 8);
  const padding = (BLOCK - ((tweak.length + numberBytes + 1) % BLOCK)) % BLOCK;
  const message = new Uint8Array(BLOCK + tweak.length + padding + numberBytes + 1);
  message.set([1, 2, 1, radix >>> 16, radix >>> 8, radix, ROUNDS, short]);
  const view = new DataView(message.buffer);
  view.setUint32(8, digits);
  view.setUint32(12, tweak.length);
  message.set(tweak, BLOCK);
  let state = new Uint8Array(BLOCK);
  const mixed = (at: number): Uint8Array<ArrayBuffer> =>
    state.map((byte, i) => byte ^ (message[at + i] as number));
  for (let at = 0; at < message.length - BLOCK; at += BLOCK)
    state = Uint8Array.from(encrypt(mixed(at)));
  return { constant: mixed(message.length - BLOCK), numberBytes };
}
