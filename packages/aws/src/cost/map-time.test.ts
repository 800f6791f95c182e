import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MapWork, mapTime } from './map-time.ts';
import { DEFAULT_QUOTAS } from './quotas.ts';

const works: fc.Arbitrary<MapWork> = fc.record({
  items: fc.integer({ min: 1, max: 1_000_000 }),
  itemSeconds: fc.double({ min: 0.001, max: 600, noNaN: true }),
  coldSeconds: fc.double({ min: 0, max: 10, noNaN: true }),
  concurrency: fc.integer({ min: 1, max: 20_000 }),
  writes: fc.integer({ min: 0, max: 20_000_000 }),
});

/** What sums of fractions may be off. */
const ROUNDED = 1 + 1e-9;

const secondsOf = (work: MapWork, quotas = DEFAULT_QUOTAS): number => mapTime(work, quotas).seconds;

describe('mapTime', () => {
  it('is that of one item where there is one', () => {
    const one = { items: 1, itemSeconds: 7, coldSeconds: 1, concurrency: 100, writes: 1 };
    expect(mapTime(one, DEFAULT_QUOTAS)).toEqual({
      seconds: 8 + 1 / DEFAULT_QUOTAS.childStarts,
      environments: 1,
      limit: 'starts of children',
    });
  });

  it('never grows when there is less to do, or more room', () => {
    fc.assert(
      fc.property(works, fc.integer({ min: 1, max: 1000 }), (work, more) => {
        const seconds = secondsOf(work);
        expect(secondsOf({ ...work, items: work.items + more })).toBeGreaterThanOrEqual(seconds);
        expect(secondsOf({ ...work, writes: work.writes + more })).toBeGreaterThanOrEqual(seconds);
        for (const name of ['childStarts', 'objectWrites', 'lambdaBurst', 'lambdaRamp'] as const) {
          const raised = { ...DEFAULT_QUOTAS, [name]: DEFAULT_QUOTAS[name] * 2 };
          expect(secondsOf(work, raised), name).toBeLessThanOrEqual(seconds);
        }
      }),
    );
  });

  it('keeps to every quota', () => {
    fc.assert(
      fc.property(works, (work) => {
        const { seconds, environments } = mapTime(work, DEFAULT_QUOTAS);
        const { lambdaConcurrency, childStarts, objectWrites } = DEFAULT_QUOTAS;
        expect(environments).toBeLessThanOrEqual(Math.min(lambdaConcurrency, work.concurrency));
        expect(work.items).toBeLessThanOrEqual(childStarts * seconds * ROUNDED);
        expect(work.writes).toBeLessThanOrEqual(objectWrites * seconds * ROUNDED);
        // Nobody does more than a second of work in a second.
        const most = Math.min(work.concurrency, lambdaConcurrency);
        expect(work.items * work.itemSeconds).toBeLessThanOrEqual(most * seconds * ROUNDED);
      }),
    );
  });

  it('waits for the longest of its items', () => {
    const even = { items: 50, itemSeconds: 1, coldSeconds: 1, concurrency: 50, writes: 0 };
    expect(secondsOf({ ...even, longestSeconds: 40 })).toBeGreaterThanOrEqual(41);
  });
});
