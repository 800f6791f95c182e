import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, pairedRatio, pairedRounds, sampleRounds, spread } from './paired.mjs';

describe('median', () => {
  it('takes the middle, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('refuses an empty list', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

const positive = fc.double({ min: 1e-9, max: 1e9, noNaN: true });

describe('median and spread', () => {
  it('leave as many values below as above, in any order', () => {
    fc.assert(
      fc.property(fc.array(positive, { minLength: 1, maxLength: 15 }), (values) => {
        const middle = median(values);
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        expect(below).toBeLessThanOrEqual(values.length / 2);
        expect(above).toBeLessThanOrEqual(values.length / 2);
        expect(median(values.toReversed())).toBe(middle);
      }),
    );
  });

  it('are none and all where values are equal, and do not depend on the unit', () => {
    expect(spread([3, 3, 3])).toBe(0);
    expect(spread([1, 2, 4])).toBe(1.5);
    expect(spread([1000, 2000, 4000])).toBe(1.5);
  });
});

describe('pairedRatio', () => {
  it('is what one takes more than the other, however the machine slows down in between', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 64 }),
        (slowdowns, factor) => {
          const own = slowdowns.map((slowdown) => slowdown * 2);
          const other = slowdowns.map((slowdown) => slowdown * 2 * factor);
          expect(pairedRatio(other, own)).toBe(factor);
        },
      ),
    );
  });

  it('refuses rounds that do not belong together', () => {
    expect(() => pairedRatio([1, 2], [1])).toThrow(RangeError);
  });
});

describe('sampleRounds', () => {
  it('runs every case once in each round, each round in the order opposite to the one before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 2 }),
        async (count, rounds, warmups) => {
          const order = [];
          const names = Array.from({ length: count }, (_, at) => `case ${at}`);
          const cases = names.map((name) => ({ name, run: () => order.push(name) }));
          const samples = await sampleRounds(cases, { rounds, warmups });
          const expected = Array.from({ length: warmups + rounds }, (_, round) =>
            round % 2 === 0 ? names : names.toReversed(),
          );
          expect(order).toEqual(expected.flat());
          for (const name of names) expect(samples.get(name)).toHaveLength(rounds);
        },
      ),
    );
  });

  it('refuses two cases with one name: their samples would mix', async () => {
    const one = { name: 'a', run: () => 1 };
    await expect(sampleRounds([one, one])).rejects.toThrow(RangeError);
  });
});

describe('pairedRounds', () => {
  it('alternates the order and leaves warm-ups out of the samples', async () => {
    const order = [];
    const one = (name) => ({ name, units: 1, run: () => order.push(name) && 1 });
    const [a] = await pairedRounds([one('a'), one('b')], { rounds: 2, warmups: 1 });
    expect(order).toEqual(['a', 'b', 'b', 'a', 'a', 'b']);
    expect(a.seconds).toHaveLength(2);
  });

  it('compares per unit, so that a slow case may run fewer rows', async () => {
    const [fast, slow] = await pairedRounds([
      { name: 'fast', units: 1000, run: () => 1 },
      { name: 'slow', units: 10, run: () => 1 },
    ]);
    expect(fast).toMatchObject({ unitsPerSecond: 1000, nanosecondsPerUnit: 1e6, ratio: 1 });
    expect(slow).toMatchObject({ unitsPerSecond: 10, ratio: 100 });
  });

  it('keeps the ratio when the machine slows down for both', async () => {
    let round = 0;
    const slowdown = [1, 5, 2, 7, 3];
    const [, b] = await pairedRounds(
      [
        { name: 'a', units: 1, run: () => slowdown[Math.floor(round++ / 2)] },
        { name: 'b', units: 1, run: () => 4 * slowdown[Math.floor(round++ / 2)] },
      ],
      { rounds: 5, warmups: 0 },
    );
    expect(b.ratio).toBe(4);
  });

  it('times by its own clock what does not time itself', async () => {
    let now = 0;
    const run = async () => {
      now += 250;
    };
    const [only] = await pairedRounds([{ name: 'a', units: 1, run }], { clock: () => now });
    expect(only.seconds).toEqual([0.25, 0.25, 0.25, 0.25, 0.25]);
  });

  it('refuses a baseline that is not among the cases', async () => {
    await expect(pairedRounds([], {})).rejects.toThrow(RangeError);
    const cases = [{ name: 'a', units: 1, run: () => 1 }];
    await expect(pairedRounds(cases, { baseline: 'b' })).rejects.toThrow('"b"');
  });
});
