import { describe, expect, it } from 'vitest';
import { median, pairedRounds } from './paired.mjs';

describe('median', () => {
  it('takes the middle, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('refuses an empty list', () => {
    expect(() => median([])).toThrow(RangeError);
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
