import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandomSource } from './random-source.ts';

describe('a source of random values', () => {
  it('follows from its seed', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const [one, other] = [createRandomSource(seed), createRandomSource(seed)];
        for (let draw = 0; draw < 5; draw++) expect(one.fraction()).toBe(other.fraction());
        expect(one.bytes()).toEqual(other.bytes());
      }),
    );
  });

  it('spreads fractions evenly from 0 to 1', () => {
    const source = createRandomSource('spread');
    const counts = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 10_000; draw++) {
      const fraction = source.fraction();
      expect(fraction).toBeGreaterThanOrEqual(0);
      expect(fraction).toBeLessThan(1);
      counts[Math.floor(fraction * 10)]! += 1;
    }
    // 1000 each, give or take five standard deviations.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('never draws the same again', () => {
    const source = createRandomSource('again');
    const draws = Array.from({ length: 1000 }, () => source.bytes().toString('hex'));
    expect(new Set(draws).size).toBe(1000);
    expect(draws[0]).toHaveLength(32);
  });
});
