import { type BlockCipher, createBlockCipher } from './cipher.ts';
import type { Ff1Options } from './column-ff1.ts';

/** Digits of one numeral, each less than the radix. */
export type Numeral = readonly number[];

/** Format-preserving encryption: numerals of one length and radix for numerals of the same. */
export interface Ff1 {
  encrypt(numeral: Numeral): number[];
  decrypt(numeral: Numeral): number[];
}

const BLOCK = 16;
const ROUNDS = 10;
/** Fewest numerals of a length (NIST SP 800-38G revision 1, second draft): with fewer, trying all of them is too easy. */
const LEAST_DOMAIN = 1_000_000;
/** Arithmetic on longer numerals would take seconds. */
export const MOST_NUMERALS = 4096;

/** Digits that a numeral has at least, for there to be a million of its length. */
export function shortestNumeral(radix: number): number {
  let digits = 1;
  for (let count = radix; count < LEAST_DOMAIN; count *= radix) digits += 1;
  return Math.max(2, digits);
}

/**
 * FF1 with AES, for numerals of any length: slow, and what the encryption of columns is compared with.
 *
 * Source: NIST SP 800-38G, algorithms 7 and 8; the steps are numbered as there.
 *
 * @throws RangeError when there are fewer than a million numerals of a length, or it is longer than 4,096
 */
export function createFf1({ key, radix, tweak }: Omit<Ff1Options, 'digits'>): Ff1 {
  const encryptBlocks = createBlockCipher(key);
  const run = (numeral: Numeral, sign: 1n | -1n): number[] => {
    checkLength(numeral, radix);
    const short = Math.floor(numeral.length / 2);
    const long = numeral.length - short;
    const draw = roundFunction(encryptBlocks, { radix, tweak, digits: numeral.length });
    const moduli = [BigInt(radix) ** BigInt(short), BigInt(radix) ** BigInt(long)] as const;
    const halves = [
      numberOf(numeral.slice(0, short), radix),
      numberOf(numeral.slice(short), radix),
    ];
    for (let step = 0; step < ROUNDS; step++) {
      const round = sign > 0 ? step : ROUNDS - 1 - step;
      // Halves change places in every round; here their names do.
      const [changed, read] = round % 2 === 0 ? [0, 1] : [1, 0];
      const modulus = moduli[changed as 0 | 1];
      const sum = (halves[changed] ?? 0n) + sign * draw(round, halves[read] ?? 0n);
      halves[changed] = ((sum % modulus) + modulus) % modulus;
    }
    const [first = 0n, second = 0n] = halves;
    return [...digitsOf(first, radix, short), ...digitsOf(second, radix, long)];
  };
  return { encrypt: (numeral) => run(numeral, 1n), decrypt: (numeral) => run(numeral, -1n) };
}

function checkLength({ length }: Numeral, radix: number): void {
  if (length < shortestNumeral(radix) || length > MOST_NUMERALS)
    throw new RangeError(
      `FF1 takes from 10^6 numerals of a length to a length of ${MOST_NUMERALS}, not ${length} digits of radix ${radix}`,
    );
}

/** Steps 3 to 6.iv: the number of `d` bytes that the number of one half and the round give. */
function roundFunction(
  encrypt: BlockCipher,
  { radix, tweak, digits }: Omit<Ff1Options, 'key'>,
): (round: number, half: bigint) => bigint {
  const short = Math.floor(digits / 2);
  const numberBytes = Math.ceil(bitLength(BigInt(radix) ** BigInt(digits - short) - 1n) / 8);
  const wanted = 4 * Math.ceil(numberBytes / 4) + 4;
  const padding = (BLOCK - ((tweak.length + numberBytes + 1) % BLOCK)) % BLOCK;
  const message = new Uint8Array(BLOCK + tweak.length + padding + 1 + numberBytes);
  message.set([1, 2, 1, radix >>> 16, radix >>> 8, radix, ROUNDS, short]);
  const view = new DataView(message.buffer);
  view.setUint32(8, digits);
  view.setUint32(12, tweak.length);
  message.set(tweak, BLOCK);
  return (round, half) => {
    message[message.length - numberBytes - 1] = round;
    message.set(bytesOf(half, numberBytes), message.length - numberBytes);
    return numberOfBytes(stretch(encrypt, macOf(encrypt, message), wanted));
  };
}

/** Algorithm 6: CBC-MAC. */
function macOf(encrypt: BlockCipher, message: Uint8Array): Uint8Array {
  let state = new Uint8Array(BLOCK);
  for (let at = 0; at < message.length; at += BLOCK) {
    const block = state.map((byte, i) => byte ^ (message[at + i] as number));
    state = Uint8Array.from(encrypt(block));
  }
  return state;
}

/** Step 6.iii: more bytes than one block, by counting. */
function stretch(encrypt: BlockCipher, first: Uint8Array, wanted: number): Uint8Array {
  const bytes = new Uint8Array(BLOCK * Math.ceil(wanted / BLOCK));
  bytes.set(first);
  for (let index = 1; BLOCK * index < wanted; index++) {
    const block = Uint8Array.from(first);
    const view = new DataView(block.buffer);
    view.setUint32(12, view.getUint32(12) ^ index);
    bytes.set(encrypt(block), BLOCK * index);
  }
  return bytes.subarray(0, wanted);
}

const bitLength = (value: bigint): number => value.toString(2).length;

function numberOf(digits: Numeral, radix: number): bigint {
  const base = BigInt(radix);
  return digits.reduce((sum, digit) => sum * base + BigInt(digit), 0n);
}

function digitsOf(value: bigint, radix: number, count: number): number[] {
  const base = BigInt(radix);
  const digits = new Array<number>(count);
  let left = value;
  for (let at = count - 1; at >= 0; at--) {
    digits[at] = Number(left % base);
    left /= base;
  }
  return digits;
}

function numberOfBytes(bytes: Uint8Array): bigint {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return BigInt(`0x${hex}`);
}

function bytesOf(value: bigint, count: number): Uint8Array {
  const hex = value.toString(16).padStart(2 * count, '0');
  return Uint8Array.from({ length: count }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
}
