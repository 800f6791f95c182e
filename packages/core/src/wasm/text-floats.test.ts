import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BATCH_ROWS } from '../model/batch.ts';
import { runStep } from '../testing/engines.ts';
import { powersOfTen } from './text-powers.ts';

/** What WebAssembly writes, at most a batch. */
function textsOf(values: readonly number[]): string[] {
  const [texts] = runStep('wasm', {
    registers: ['rows', 'number', 'text'],
    inputs: { 1: values },
    step: { kernel: 'number-text', out: 2, value: 1, type: { kind: 'float' } },
    rowCount: values.length,
  });
  return texts as string[];
}

/** JavaScript's own text is the specification. */
function expectJavaScriptsText(values: readonly number[]): void {
  for (let from = 0; from < values.length; from += BATCH_ROWS) {
    const batch = values.slice(from, from + BATCH_ROWS);
    const texts = textsOf(batch);
    const wrong = batch.flatMap((x, i) => (texts[i] === String(x) ? [] : [[String(x), texts[i]]]));
    expect(wrong).toEqual([]);
  }
}

const bits = new BigUint64Array(1);
const float = new Float64Array(bits.buffer);

/** The float that is `steps` floats away. */
function neighbour(x: number, steps: number): number {
  float[0] = x;
  bits[0] = (bits[0] as bigint) + BigInt(steps);
  return float[0];
}

const around = (x: number): number[] => [-2, -1, 0, 1, 2].map((steps) => neighbour(x, steps));

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

describe('a float as text', () => {
  it('is what JavaScript writes for special values and at the borders of each form', () => {
    const borders = [1e21, 1e-6, 1e-7, 2 ** 53, 9e15, 1e16, 1e17, 123456789012345680000, 4.35, 0.1];
    const values = [0, Infinity, Number.NaN, Number.MAX_VALUE, Number.MIN_VALUE];
    expectJavaScriptsText([...values, ...borders.flatMap(around)].flatMap((x) => [x, -x]));
    expect(textsOf([-0, 1e21, 1e-7, 5e-324])).toEqual(['0', '1e+21', '1e-7', '5e-324']);
  });

  it('is what JavaScript writes for powers of two and ten and their neighbours', () => {
    const powers = [
      ...range(-1074, 1023).map((n) => 2 ** n),
      ...range(-323, 308).map((n) => Number(`1e${n}`)),
    ];
    expectJavaScriptsText(powers.flatMap((x) => around(x).filter(Number.isFinite)));
  });

  it('is what JavaScript writes for the smallest floats', () => {
    expectJavaScriptsText(range(1, 20_000).map((n) => n * Number.MIN_VALUE));
    expectJavaScriptsText(range(0, 5000).map((n) => neighbour(2 ** -1022, n - 2500)));
  });

  it('is what JavaScript writes for whole numbers and short decimals', () => {
    expectJavaScriptsText(range(0, 8000).map((n) => neighbour(2 ** 53, n - 4000)));
    expectJavaScriptsText(range(0, 20_000).map((n) => (n * 7919) / 10 ** (n % 23)));
  });

  it('is what JavaScript writes for neighbours of a short decimal between two floats', () => {
    // Twice the middle is an odd multiple of a power of five: times a power of two, a decimal with zeros at its end.
    const neighbours = range(1, 22).flatMap((places) => {
      const unit = 5n ** BigInt(places);
      const first = (2n ** 53n / unit) | 1n;
      const odd = range(1, 12).map((n) => (first + 2n * BigInt(n)) * unit);
      const inReach = odd.filter((twice) => twice < 2n ** 54n);
      return inReach.flatMap((twice) => [Number((twice - 1n) / 2n), Number((twice + 1n) / 2n)]);
    });
    const exponents = range(1, 60).map((n) => 2 ** n);
    expectJavaScriptsText(neighbours.flatMap((c) => exponents.map((power) => c * power)));
  });

  it('is what JavaScript writes for any 64 bits', () => {
    const words = fc.array(fc.integer(), { minLength: 2 * BATCH_ROWS, maxLength: 2 * BATCH_ROWS });
    fc.assert(
      fc.property(words, (halves) => {
        expectJavaScriptsText([...new Float64Array(Int32Array.from(halves).buffer)]);
      }),
      // A batch that fails names its floats; making it smaller would take minutes.
      { numRuns: 25, endOnFailure: true },
    );
  });
});

describe('powers of ten', () => {
  it('have 128 bits, and are rounded up by less than one of the last', () => {
    const halves = powersOfTen();
    expect(halves.length).toBe(2 * 617);
    for (let i = 0; i < 617; i++) {
      const scaled = ((halves[2 * i + 1] as bigint) << 64n) | (halves[2 * i] as bigint);
      expect(scaled.toString(2).length).toBe(128);
      // What the entry is times a power of two, and what 10^n is, on one denominator.
      const n = BigInt(i - 292);
      const exact = 10n ** (n < 0n ? 0n : n);
      const denominator = 10n ** (n < 0n ? -n : 0n);
      const shift = BigInt(Math.floor(Number(n) * Math.log2(10))) - 127n;
      const left = (scaled * denominator) << (shift > 0n ? shift : 0n);
      const unit = denominator << (shift > 0n ? shift : 0n);
      const right = exact << (shift < 0n ? -shift : 0n);
      expect(left >= right && left - right < unit).toBe(true);
    }
  });
});
