import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masksRowByRow } from './batch/mask-cells.ts';
import { createDistinctCounter } from './count-distinct.ts';
import { parseMaskKey } from './mask-key.ts';
import { createTableMask } from './mask-table.ts';
import { planMasking } from './plan-masking.ts';

const CONTEXT = {
  key: parseMaskKey(`hex:${'07'.repeat(32)}`),
  words: {},
  asOf: new Date('2026-01-01T00:00:00Z'),
};

const planOf = (strategy: string, options: object) =>
  planMasking({
    table: 't',
    locale: 'en',
    sourceColumns: [{ name: 'mac' }],
    rules: [{ column: 'mac', strategy, options: { ...options } }],
  });

/** Values from `first` on, in batches. */
function maskAll(plan: ReturnType<typeof planOf>, values: readonly string[]) {
  const mask = createTableMask(plan, CONTEXT);
  for (let at = 0; at < values.length; at += 100)
    mask.mask(values.slice(at, at + 100).map((value) => [value]));
}

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `device ${i}`);

describe('a column with `overflow: fail`', () => {
  it('is masked up to as many different values as there are masks, however often and in what case', () => {
    const all = numbered(256);
    const twice = [...all, ...all.map((value) => ` ${value.toUpperCase()}`), ''];
    expect(() => maskAll(planOf('fake.mac', { overflow: 'fail' }), twice)).not.toThrow();
  });

  it('stops where it has more, and says what to do but no value', () => {
    const run = () => maskAll(planOf('fake.mac', { overflow: 'fail' }), numbered(257));
    expect(run).toThrow(/t\.mac.*more different values than fake\.mac has masks, which are 256/);
    expect(run).not.toThrow(/device/);
  });

  it('stops inside another strategy too', () => {
    const options = {
      when: [{ if: "value == 'x'", mask: 'null' }],
      else: { mask: 'fake.mac', overflow: 'fail' },
    };
    expect(() => maskAll(planOf('conditional', options), numbered(257))).toThrow(/256/);
  });

  it('is never divided among workers, of which each would see a part of it', () => {
    expect(masksRowByRow(planOf('fake.mac', { overflow: 'fail' }))).toBe(false);
    expect(masksRowByRow(planOf('fake.mac', {}))).toBe(true);
  });

  it.each([[{}], [{ overflow: 'allow-duplicates' }], [{ overflow: 'widen' }]])(
    'is not meant by %j',
    (options) => {
      expect(() => maskAll(planOf('fake.mac', options), numbered(300))).not.toThrow();
    },
  );
});

describe('counting different texts', () => {
  it('is exact as long as all fit', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 300 }), (texts) => {
        const counter = createDistinctCounter();
        for (const text of [...texts, ...texts]) counter.add(text);
        expect(counter.count()).toBe(new Set(texts).size);
      }),
    );
  });

  it('keeps no more than it may, and is near enough then', () => {
    const counter = createDistinctCounter(4096);
    for (const text of numbered(100_000)) counter.add(text);
    expect(Math.abs(counter.count() / 100_000 - 1)).toBeLessThan(0.1);
  });
});
