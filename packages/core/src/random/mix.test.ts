import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveKey } from './key.ts';
import { mix32, scaleWord, unitFloat, wordAt } from './mix.ts';

describe('mix32', () => {
  it('keeps its known answers', () => {
    // Zero is its one fixed point that matters; the others pin its constants.
    expect([0, 1, 2, -1].map((x) => mix32(x) >>> 0)).toMatchInlineSnapshot(`
      [
        0,
        1753845952,
        3507691905,
        1734902346,
      ]
    `);
  });

  it('never maps two of a million neighbours to one word', () => {
    const seen = new Set<number>();
    for (let i = 0; i < 1_000_000; i++) seen.add(mix32(i));
    expect(seen.size).toBe(1_000_000);
  });
});

describe('keys', () => {
  it('keep their known answers', () => {
    expect(deriveKey(42, ['users', 'email', 'domain'])).toMatchInlineSnapshot(`
      {
        "inner": 71929653,
        "outer": -1295035875,
      }
    `);
    expect(deriveKey(2 ** 53 - 1, ['ü', ''])).toMatchInlineSnapshot(`
      {
        "inner": 2137916368,
        "outer": 1688612112,
      }
    `);
  });

  it('differ wherever the seed or the path differs', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.nat(), fc.array(fc.string(), { minLength: 1 })),
        fc.tuple(fc.nat(), fc.array(fc.string(), { minLength: 1 })),
        ([seed, path], [otherSeed, otherPath]) => {
          const same = JSON.stringify([seed, path]) === JSON.stringify([otherSeed, otherPath]);
          expect(
            JSON.stringify(deriveKey(seed, path)) ===
              JSON.stringify(deriveKey(otherSeed, otherPath)),
          ).toBe(same);
        },
      ),
    );
  });

  it('tell where one name ends and the next begins', () => {
    expect(deriveKey(1, ['ab', 'c'])).not.toEqual(deriveKey(1, ['a', 'bc']));
  });
});

const ROWS = 1 << 16;
const words = (path: readonly string[], high = 0): Uint32Array => {
  const key = deriveKey(7, path);
  return Uint32Array.from({ length: ROWS }, (_, row) => wordAt(key, row, high));
};

/** Chi-square of counts that should all be equal, as deviations from its mean. */
function chiSquareDeviation(counts: readonly number[]): number {
  const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
  const chi = counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
  const freedom = counts.length - 1;
  return (chi - freedom) / Math.sqrt(2 * freedom);
}

/** Correlation of two uniform columns in standard errors: the product of two such words has a deviation of 1/3. */
function correlation(a: Uint32Array, b: Uint32Array): number {
  const half = 2 ** 31;
  let sum = 0;
  for (let i = 0; i < a.length; i++)
    sum += (((a[i] as number) - half) / half) * (((b[i] as number) - half) / half);
  return (3 * sum) / Math.sqrt(a.length);
}

describe('the words of a column', () => {
  it('fall evenly into bins, by their high and by their low bits', () => {
    for (const shift of [0, 8, 16, 24]) {
      const counts = new Array<number>(256).fill(0);
      for (const word of words(['t', 'even']))
        counts[(word >>> shift) & 255] = (counts[(word >>> shift) & 255] ?? 0) + 1;
      expect(Math.abs(chiSquareDeviation(counts))).toBeLessThan(4);
    }
  });

  it('do not follow those of neighbouring rows', () => {
    const column = words(['t', 'rows']);
    for (const lag of [1, 2, 3, 7, 64]) {
      expect(
        Math.abs(correlation(column.subarray(lag), column.subarray(0, ROWS - lag))),
      ).toBeLessThan(4.5);
    }
  });

  it('do not follow those of other columns, nor are they shifted copies of them', () => {
    const columns = Array.from({ length: 8 }, (_, i) => words(['t', `c${i}`]));
    for (const [i, a] of columns.entries()) {
      for (const b of columns.slice(i + 1)) {
        expect(Math.abs(correlation(a, b))).toBeLessThan(4.5);
        const own = new Set(a);
        // Two windows of 2^16 words out of 2^32 share one word on average; a shifted copy would share most.
        expect(b.filter((word) => own.has(word)).length).toBeLessThan(12);
      }
    }
  });

  it('are others beyond 2^32 rows', () => {
    const near = words(['t', 'far']);
    const far = words(['t', 'far'], 1);
    expect(Math.abs(correlation(near, far))).toBeLessThan(4.5);
    expect(near).not.toEqual(far);
  });

  it('flip every output bit in half the cases when one bit of the row flips', () => {
    const key = deriveKey(3, ['avalanche']);
    const rows = 4096;
    for (let bit = 0; bit < 32; bit++) {
      const flips = new Array<number>(32).fill(0);
      for (let row = 0; row < rows; row++) {
        const scattered = Math.imul(row, 0x9e3779b9);
        const difference = wordAt(key, scattered, 0) ^ wordAt(key, scattered ^ (1 << bit), 0);
        for (let out = 0; out < 32; out++)
          flips[out] = (flips[out] ?? 0) + ((difference >>> out) & 1);
      }
      for (const count of flips) expect(Math.abs(count / rows - 0.5)).toBeLessThan(0.045);
    }
  });
});

describe('scaling', () => {
  it('stays in range and reaches both ends', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 31 }), (word, count) => {
        const scaled = scaleWord(word, count);
        expect(scaled).toBeGreaterThanOrEqual(0);
        expect(scaled).toBeLessThan(count);
      }),
    );
    expect(scaleWord(0, 7)).toBe(0);
    expect(scaleWord(-1, 7)).toBe(6);
  });

  it('makes floats of 53 bits below 1', () => {
    expect(unitFloat(-1, -1)).toBe(1 - 2 ** -53);
    expect(unitFloat(0, 64)).toBe(2 ** -53);
  });
});
