import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineStrategy } from './define.ts';
import { MaskKeyError } from './mask-key.ts';
import { createTableMask, mergeMaskCounts } from './mask-table.ts';
import { type MaskPlan, type MaskPlanInput, planMasking } from './plan-masking.ts';
import { TEST_NAMES, testKey, testWords } from './testing/test-context.ts';

const AS_OF = new Date('2026-01-15T00:00:00Z');
const CONTEXT = { key: testKey(3), asOf: AS_OF, words: { en: testWords(TEST_NAMES) } };

function planOf(
  rules: Readonly<Record<string, Readonly<Record<string, unknown>> & { mask: string }>>,
  strategies?: MaskPlanInput['strategies'],
): MaskPlan {
  return planMasking({
    table: 'people',
    locale: 'en',
    sourceColumns: Object.keys(rules).map((name) => ({ name })),
    rules: Object.entries(rules).map(([column, { mask, ...options }]) => ({
      column,
      strategy: mask,
      options,
    })),
    ...(strategies ? { strategies } : {}),
  });
}

const PEOPLE = planOf({
  id: { mask: 'keep' },
  name: { mask: 'fake.person', by: 'id' },
  email: { mask: 'fake.email', by: 'id' },
  ssn: { mask: 'null' },
});

const ROWS = Array.from({ length: 100 }, (_, row) => [
  `${row}`,
  row % 10 === 0 ? null : `Person ${row}`,
  `p${row}@corp.com`,
  '123',
]);

describe('createTableMask', () => {
  it('gives the same rows for any size of batch', () => {
    const whole = createTableMask(PEOPLE, CONTEXT).mask(ROWS);
    const inParts = createTableMask(PEOPLE, CONTEXT);
    const parts = [ROWS.slice(0, 1), ROWS.slice(1, 1), ROWS.slice(1, 64), ROWS.slice(64)];
    expect(parts.flatMap((part) => inParts.mask(part))).toEqual(whole);
    expect(whole).toHaveLength(ROWS.length);
  });

  it('lets strategies read the originals of other columns, not their masks', () => {
    const keyed = planOf({ id: { mask: 'hash.hmac' }, name: { mask: 'fake.person', by: 'id' } });
    const kept = planOf({ id: { mask: 'keep' }, name: { mask: 'fake.person', by: 'id' } });
    const rows = ROWS.map(([id = null]) => [id, 'Some Body']);
    const names = (plan: MaskPlan): unknown[] =>
      createTableMask(plan, CONTEXT)
        .mask(rows)
        .map(([, name]) => name);
    expect(names(keyed)).toEqual(names(kept));
  });

  it('makes name and e-mail of a row one person', () => {
    for (const [, name, email] of createTableMask(PEOPLE, CONTEXT).mask(ROWS)) {
      if (name) expect(email?.startsWith(name.toLowerCase().replace(' ', '.'))).toBe(true);
    }
  });

  it('leaves the rows that it was given alone', () => {
    const rows = structuredClone(ROWS);
    createTableMask(PEOPLE, CONTEXT).mask(rows);
    expect(rows).toEqual(ROWS);
  });

  it('counts what became of every column', () => {
    const mask = createTableMask(PEOPLE, CONTEXT);
    mask.mask(ROWS.slice(0, 50));
    mask.mask(ROWS.slice(50));
    const counts = (column: string, masked: number, nulls: number) =>
      expect.objectContaining({ column, masked, nulls, unchangedValues: 0 });
    expect(mask.counts()).toEqual([
      counts('id', 100, 0),
      counts('name', 90, 10),
      counts('email', 100, 0),
      counts('ssn', 100, 0),
    ]);
  });

  it('counts values that a broken strategy lets through', () => {
    const leaky = defineStrategy({
      name: 'leaky',
      summary: 'Forgets short values.',
      options: z.strictObject({}),
      properties: {
        family: 'keyed',
        deterministic: true,
        referential: true,
        reversible: 'no',
        leaks: [],
        injective: false,
        keyed: false,
        nullSafe: true,
        reveals: 'equality',
      },
      create:
        () =>
        ({ values }) =>
          values.map((value) => (value && value.length > 2 ? 'x' : value)),
    });
    const mask = createTableMask(planOf({ a: { mask: 'leaky' } }, { leaky }), CONTEXT);
    mask.mask([['long'], ['ab'], [''], [null], ['c']]);
    expect(mask.counts()[0]?.unchangedValues).toBe(2);
  });

  it('stops without a key, naming the columns that need one', () => {
    const set = (): unknown => createTableMask(PEOPLE, { asOf: AS_OF, words: CONTEXT.words });
    expect(set).toThrow(MaskKeyError);
    expect(set).toThrow(/people: .*name, email - .*ROWMILL_KEY/);
    const plain = createTableMask(planOf({ a: { mask: 'redact' } }), { asOf: AS_OF, words: {} });
    expect(plain.mask([['secret']])).toEqual([['[REDACTED]']]);
  });

  it('stops when the words of a locale are not there', () => {
    const plan = planOf({ a: { mask: 'fake.person', locale: 'fr' } });
    expect(() => createTableMask(plan, CONTEXT)).toThrow(RangeError);
  });

  it('stops at a row that is too short', () => {
    expect(() => createTableMask(PEOPLE, CONTEXT).mask([['1', 'Ann']])).toThrow(RangeError);
  });
});

describe('mergeMaskCounts', () => {
  it('gives the counts of the whole for the counts of its parts', () => {
    const whole = createTableMask(PEOPLE, CONTEXT);
    whole.mask(ROWS);
    const parts = [ROWS.slice(0, 30), ROWS.slice(30, 31), ROWS.slice(31)].map((rows) => {
      const part = createTableMask(PEOPLE, CONTEXT);
      part.mask(rows);
      return part.counts();
    });
    expect(mergeMaskCounts(parts)).toEqual(whole.counts());
    expect(mergeMaskCounts([])).toEqual([]);
  });

  it('refuses counts of different plans', () => {
    const other = createTableMask(planOf({ x: { mask: 'keep' } }), CONTEXT);
    const people = createTableMask(PEOPLE, CONTEXT);
    expect(() => mergeMaskCounts([people.counts(), other.counts()])).toThrow(RangeError);
  });
});
