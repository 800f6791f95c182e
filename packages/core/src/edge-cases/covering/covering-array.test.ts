import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FREE } from './choices.ts';
import { CoveringError, coveringArray } from './covering-array.ts';
import { impossibleCombinations, missingCombinations } from './testing/check-covering.ts';

const times = (...parts: readonly (readonly [levels: number, count: number])[]): number[] =>
  parts.flatMap(([levels, count]) => Array.from({ length: count }, () => levels));

/**
 * Rows of PICT (https://www.pairwise.org/efficiency.html) and of ACTS (IPOG; Y. Lei et al., "IPOG/IPOG-D", STVR 18(3),
 * 2008, for TCAS).
 */
const PUBLISHED = [
  { model: '3^4', levels: times([3, 4]), strength: 2, rows: 9 },
  { model: '3^13', levels: times([3, 13]), strength: 2, rows: 18 },
  { model: '4^15 3^17 2^29', levels: times([4, 15], [3, 17], [2, 29]), strength: 2, rows: 37 },
  { model: '4^1 3^39 2^35', levels: times([4, 1], [3, 39], [2, 35]), strength: 2, rows: 27 },
  { model: '2^100', levels: times([2, 100]), strength: 2, rows: 15 },
  { model: '10^20', levels: times([10, 20]), strength: 2, rows: 210 },
  { model: 'TCAS', levels: times([10, 2], [4, 1], [3, 2], [2, 7]), strength: 2, rows: 100 },
  { model: 'TCAS', levels: times([10, 2], [4, 1], [3, 2], [2, 7]), strength: 3, rows: 400 },
  { model: 'TCAS', levels: times([10, 2], [4, 1], [3, 2], [2, 7]), strength: 4, rows: 1361 },
] as const;

const model = fc.record({
  levels: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }),
  strength: fc.integer({ min: 1, max: 4 }),
  seed: fc.nat(),
});

describe('coveringArray', () => {
  it.each(PUBLISHED)(
    'covers $model at strength $strength in at most a fifth more rows than the best known tools',
    ({ levels, strength, rows }) => {
      const found = coveringArray({ levels, strength });
      expect(missingCombinations(found.rows, levels, strength)).toEqual([]);
      expect(found.rows.length).toBeLessThanOrEqual(Math.floor(rows * 1.2));
      expect(found.excluded).toBe(0);
    },
    30_000,
  );

  it('keeps the sizes that teams compare tools by', () => {
    expect(coveringArray({ levels: times([3, 13]), strength: 2 }).rows.length).toBeLessThanOrEqual(
      20,
    );
    const large = coveringArray({ levels: times([4, 15], [3, 17], [2, 29]), strength: 2 });
    expect(large.rows.length).toBeLessThanOrEqual(40);
  });

  it('covers every combination of any model, in rows of values that there are', () => {
    fc.assert(
      fc.property(model, ({ levels, strength, seed }) => {
        const { rows, covered, excluded } = coveringArray({ levels, strength, seed });
        const size = Math.min(strength, levels.length);
        expect(missingCombinations(rows, levels, size)).toEqual([]);
        expect(excluded).toBe(0);
        for (const row of rows) {
          expect(row.every((value, factor) => value >= 0 && value < (levels[factor] ?? 0))).toBe(
            true,
          );
        }
        expect(covered).toBeGreaterThanOrEqual(rows.length > 0 ? 1 : 0);
      }),
      { numRuns: 60 },
    );
  });

  it('respects rules, covers what they leave, and tells how much they exclude', () => {
    const rule = fc.record({
      factors: fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 })),
      values: fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 })),
    });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 5, maxLength: 5 }),
        fc.array(rule, { maxLength: 6 }),
        fc.integer({ min: 1, max: 3 }),
        (levels, rules, strength) => {
          const excludes = (row: ArrayLike<number>): boolean =>
            rules.some(({ factors: [a, b], values: [x, y] }) => row[a] === x && row[b] === y);
          const { rows, excluded } = coveringArray({ levels, strength, excludes });
          expect(rows.some((row) => excludes(row))).toBe(false);
          const impossible = impossibleCombinations(levels, strength, (row) => !excludes(row));
          expect(missingCombinations(rows, levels, strength)).toEqual(impossible);
          expect(excluded).toBe(impossible.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('finds out what rules exclude only together', () => {
    // a = 0 asks for b = 0, and b = 0 forbids c = 0: nobody has forbidden a = 0 with c = 0.
    const excludes = (row: ArrayLike<number>): boolean =>
      (row[0] === 0 && row[1] !== FREE && row[1] !== 0) || (row[1] === 0 && row[2] === 0);
    const { rows, excluded } = coveringArray({ levels: [2, 2, 2], strength: 2, excludes });
    expect(missingCombinations(rows, [2, 2, 2], 2)).toEqual(['0,1=0,1', '0,2=0,0', '1,2=0,0']);
    expect(excluded).toBe(3);
  });

  it('gives the same rows for the same seed', () => {
    const options = { levels: times([3, 6]), strength: 2, seed: 7 };
    expect(coveringArray(options)).toEqual(coveringArray(options));
  });

  it('has no rows where there is nothing to combine', () => {
    expect(coveringArray({ levels: [], strength: 2 })).toEqual({
      rows: [],
      covered: 0,
      excluded: 0,
    });
    expect(coveringArray({ levels: [2, 2], strength: 0 }).rows).toEqual([]);
    expect(coveringArray({ levels: [2, 2], strength: 2, excludes: () => true })).toMatchObject({
      rows: [],
      excluded: 4,
    });
  });

  it('refuses what it cannot hold or decide', () => {
    expect(() => coveringArray({ levels: times([50, 40]), strength: 4 })).toThrow(CoveringError);
    expect(() => coveringArray({ levels: times([50, 40]), strength: 4 })).toThrow(
      'lower the strength',
    );
    // Held in memory, but minutes of work.
    for (const [levels, strength] of [
      [times([2, 200]), 3],
      [times([8, 20]), 4],
    ] as const)
      expect(() => coveringArray({ levels, strength })).toThrow('in a few seconds - lower the');
    const isFull = (row: ArrayLike<number>): boolean => !Array.from(row).includes(FREE);
    expect(() => coveringArray({ levels: times([2, 40]), strength: 2, excludes: isFull })).toThrow(
      'combine fewer of the columns',
    );
  });
});
