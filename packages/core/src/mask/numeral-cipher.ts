import { BATCH_ROWS } from '../model/batch.ts';
import { openMemory } from '../wasm/open-memory.ts';
import { COLUMN_FF1_SIZE, type ColumnFf1, type Ff1Options, openColumnFf1 } from './column-ff1.ts';
import { createFf1, type Numeral } from './ff1.ts';

/** Encrypts numerals of different lengths, each for a numeral of its length. */
export interface NumeralCipher {
  encrypt(numerals: readonly Numeral[]): number[][];
  decrypt(numerals: readonly Numeral[]): number[][];
}

type Direction = 'encrypt' | 'decrypt';

const SLACK = 64;
/** As many numbers of 32 bits as halves can be. */
const MOST_OF_HALF = 2 ** 32;

/**
 * FF1 for the values of a column: those of one length together where their halves are numbers of 32 bits, others one
 * by one.
 *
 * @throws RangeError while encrypting, for numerals shorter than `shortestNumeral(radix)` or longer than 4,096
 */
export function createNumeralCipher(options: Omit<Ff1Options, 'digits'>): NumeralCipher {
  const { radix } = options;
  const columns = new Map<number, ColumnFf1>();
  const columnOf = (digits: number): ColumnFf1 => {
    const found = columns.get(digits);
    if (found !== undefined) return found;
    const opened = openColumnFf1(openMemory(COLUMN_FF1_SIZE + SLACK), { ...options, digits });
    columns.set(digits, opened);
    return opened;
  };
  const single = createFf1(options);
  const run = (numerals: readonly Numeral[], direction: Direction): number[][] => {
    const results = new Array<number[]>(numerals.length);
    for (const [digits, places] of placesByLength(numerals)) {
      const isShort = radix ** Math.ceil(digits / 2) <= MOST_OF_HALF;
      const group = places.map((place) => numerals[place] as Numeral);
      const masked = isShort
        ? runColumn(columnOf(digits), group, radix, direction)
        : group.map((numeral) => single[direction](numeral));
      for (const [i, place] of places.entries()) results[place] = masked[i] as number[];
    }
    return results;
  };
  return {
    encrypt: (numerals) => run(numerals, 'encrypt'),
    decrypt: (numerals) => run(numerals, 'decrypt'),
  };
}

function placesByLength(numerals: readonly Numeral[]): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (const [place, { length }] of numerals.entries()) {
    const group = places.get(length);
    if (group === undefined) places.set(length, [place]);
    else group.push(place);
  }
  return places;
}

/** Numerals of one length, which is that of the column. */
function runColumn(
  column: ColumnFf1,
  numerals: readonly Numeral[],
  radix: number,
  direction: Direction,
): number[][] {
  const digits = numerals[0]?.length ?? 0;
  const short = Math.floor(digits / 2);
  const results: number[][] = [];
  for (let from = 0; from < numerals.length; from += BATCH_ROWS) {
    const batch = numerals.slice(from, from + BATCH_ROWS);
    for (const [i, numeral] of batch.entries()) {
      column.first[i] = numberOf(numeral, 0, short, radix);
      column.second[i] = numberOf(numeral, short, digits, radix);
    }
    column[direction](batch.length);
    for (let i = 0; i < batch.length; i++) {
      const result = new Array<number>(digits);
      putDigits(result, column.first[i] as number, { from: 0, to: short, radix });
      putDigits(result, column.second[i] as number, { from: short, to: digits, radix });
      results.push(result);
    }
  }
  return results;
}

function numberOf(numeral: Numeral, from: number, to: number, radix: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum = sum * radix + (numeral[at] as number);
  return sum;
}

function putDigits(
  digits: number[],
  value: number,
  { from, to, radix }: { readonly from: number; readonly to: number; readonly radix: number },
): void {
  let left = value;
  for (let at = to - 1; at >= from; at--) {
    digits[at] = left % radix;
    left = Math.floor(left / radix);
  }
}
