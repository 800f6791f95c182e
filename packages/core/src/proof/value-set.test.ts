import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createValueSet } from './value-set.ts';

const word = fc.nat(0xff_ff_ff_ff);
const entry = fc.tuple(fc.nat(40), word, fc.nat(7), fc.integer({ min: 1, max: 7 }));

describe('createValueSet', () => {
  it('gathers where each value was seen, as a map does', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const set = createValueSet(10_000);
        const expected = new Map<string, [number, number]>();
        for (const [high, low, before, after] of entries) {
          set.add(high, low, { before, after });
          const [was, is] = expected.get(`${high} ${low}`) ?? [0, 0];
          expected.set(`${high} ${low}`, [was | before, is | after]);
        }
        const found: string[] = [];
        set.each((before, after) => found.push(`${before} ${after}`));
        expect(found.toSorted()).toEqual(
          [...expected.values()].map(([before, after]) => `${before} ${after}`).toSorted(),
        );
      }),
    );
  });

  it('keeps an even sample of what is more than it takes, and says which', () => {
    const set = createValueSet(1000);
    const total = 50_000;
    let state = 1;
    const next = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state;
    };
    const random = (): number => ((next() & 0xff_ff_00_00) | (next() >>> 16)) >>> 0;
    for (let i = 0; i < total; i++)
      set.add(random(), random(), { before: 1, after: i % 4 === 0 ? 1 : 0 });
    let [values, both] = [0, 0];
    set.each((before, after) => {
      values += before;
      both += after;
    });
    expect(values).toBeLessThanOrEqual(1000);
    expect(set.sampledOneIn()).toBeGreaterThanOrEqual(64);
    expect(values * set.sampledOneIn()).toBeGreaterThan(total * 0.8);
    expect(values * set.sampledOneIn()).toBeLessThan(total * 1.2);
    expect(both / values).toBeCloseTo(0.25, 1);
  });
});
