import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MapWork, mapTime } from '../cost/map-time.ts';
import { DEFAULT_QUOTAS } from '../cost/quotas.ts';
import { simulateMap } from './simulate-map.ts';

const works: fc.Arbitrary<MapWork> = fc.record({
  items: fc.integer({ min: 1, max: 3000 }),
  itemSeconds: fc.double({ min: 0.01, max: 120, noNaN: true }),
  coldSeconds: fc.double({ min: 0, max: 5, noNaN: true }),
  concurrency: fc.integer({ min: 1, max: 3000 }),
  writes: fc.integer({ min: 0, max: 2_000_000 }),
});

/** How much longer than on average a call may take. */
const SPREAD = 1.27;

describe('simulateMap', () => {
  it('keeps to every quota, and takes no less than each of them alone', () => {
    fc.assert(
      fc.property(works, (work) => {
        const { seconds, environments, mostAtOnce } = simulateMap(work, DEFAULT_QUOTAS);
        const { lambdaConcurrency, childStarts, objectWrites } = DEFAULT_QUOTAS;
        const most = Math.min(lambdaConcurrency, work.concurrency, work.items);
        expect(mostAtOnce).toBeLessThanOrEqual(most);
        expect(environments).toBeLessThanOrEqual(most);
        expect(seconds).toBeGreaterThanOrEqual((work.items - 1) / childStarts);
        expect(seconds * 1.001).toBeGreaterThanOrEqual(work.writes / objectWrites - 1e-6);
        expect(seconds).toBeGreaterThanOrEqual(
          ((work.items * work.itemSeconds) / most) * (1 - 1 / work.items) * (2 - SPREAD) * 0.99,
        );
      }),
      { numRuns: 100 },
    );
  });

  it('agrees with the formula that sizes runs', () => {
    fc.assert(
      fc.property(works, (work) => {
        const simulated = simulateMap(work, DEFAULT_QUOTAS).seconds;
        const { seconds } = mapTime(work, DEFAULT_QUOTAS);
        // The formula takes the slowest of its limits; events may meet two of them, one after the other.
        expect(simulated).toBeLessThan(2.1 * SPREAD * seconds + 1);
        expect(simulated).toBeGreaterThan(seconds / 2);
      }),
      { numRuns: 200 },
    );
  });

  it('gives back environments: short calls need few of them', () => {
    const work = { items: 2000, itemSeconds: 0.1, coldSeconds: 1, concurrency: 1000, writes: 0 };
    const { seconds, environments } = simulateMap(work, DEFAULT_QUOTAS);
    expect(seconds).toBeCloseTo(20, 0);
    // Until the first is ready, a hundred have been started; then ten would do.
    expect(environments).toBeLessThan(130);
  });

  it('makes more environments at their rate once the burst is used up', () => {
    const quotas = { ...DEFAULT_QUOTAS, lambdaConcurrency: 5000, childStarts: 1e6 };
    const work = { items: 3000, itemSeconds: 600, coldSeconds: 0, concurrency: 5000, writes: 0 };
    const { seconds, environments } = simulateMap(work, quotas);
    expect(environments).toBe(3000);
    // 1,000 at once, the others in twenty seconds.
    expect(seconds).toBeGreaterThan(600);
    expect(seconds).toBeLessThan(600 * SPREAD + 20.1);
  });
});
