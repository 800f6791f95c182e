import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RequestError } from '../../errors.ts';
import { STRATEGIES } from '../catalog.generated.ts';
import { defineStrategy, type StrategyProperties } from '../define.ts';
import type { MaskableColumn, MaskableConstraints } from '../maskable-column.ts';
import { type MaskPlanInput, type MaskRule, planMasking } from '../plan-masking.ts';

const properties: StrategyProperties = {
  family: 'keyed',
  deterministic: true,
  referential: true,
  injective: false,
  reversible: 'no',
  keyed: true,
  nullSafe: true,
  reveals: 'equality',
  leaks: [],
};

const sample = (name: string, more: Partial<StrategyProperties>, capacity?: number) =>
  defineStrategy({
    name,
    summary: 'For tests.',
    options: z.strictObject({
      list: z.array(z.string()).optional(),
      overflow: z.enum(['fail', 'widen', 'allow-duplicates']).optional(),
    }),
    properties: { ...properties, ...more },
    dropsColumn: name === 'drop',
    ...(capacity === undefined ? {} : { capacity: () => capacity }),
    fits: () => true,
    create: () => (column) => [...column.values],
  });

const strategies = {
  ...STRATEGIES,
  drop: sample('drop', { family: 'removed', keyed: false }),
  shuffle: sample('shuffle', { family: 'rearranged', referential: false }),
  'hash.md5': sample('hash.md5', { family: 'unkeyed', injective: true, keyed: false }),
  few: sample('few', { injective: true }, 100),
  big: sample('big', { injective: true, minimumDomain: 1_000_000 }),
  pick: sample('pick', {}),
};

interface Given {
  readonly columns?: readonly MaskableColumn[];
  readonly constraints?: Partial<MaskableConstraints>;
  readonly plan?: Partial<MaskPlanInput>;
}

/** `column code` of every problem. */
function problems(rules: Record<string, Partial<MaskRule>>, given: Given = {}): readonly string[] {
  return issuesOf(rules, given).map(({ path, code }) => `${path[3]} ${code}`);
}

function issuesOf(
  rules: Record<string, Partial<MaskRule>>,
  { columns, constraints, plan }: Given = {},
) {
  const names = Object.keys(rules);
  try {
    planMasking({
      table: 'people',
      locale: 'en',
      strategies,
      sourceColumns: names.map((name) => columns?.find((one) => one.name === name) ?? { name }),
      rules: names.map((column) => ({ column, strategy: 'keep', options: {}, ...rules[column] })),
      constraints: { key: [], unique: [], checks: [], ...constraints },
      ...plan,
    });
  } catch (error) {
    if (error instanceof RequestError) return error.issues;
    throw error;
  }
  return [];
}

const rule = (strategy: string, options: MaskRule['options'] = {}): Partial<MaskRule> => ({
  strategy,
  options,
});

describe('columns that no two rows share', () => {
  const key = { constraints: { key: ['id'] } };

  it.each([
    [rule('keep'), []],
    [rule('hash.hmac'), []],
    [rule('hash.hmac', { length: 8 }), ['id lossy-on-unique']],
    [rule('fake.person'), ['id lossy-on-unique']],
    [rule('null'), ['id lossy-on-unique']],
    [rule('shuffle'), []],
    [rule('drop'), ['id key-dropped']],
  ])('key %j: %j', (id, expected) => {
    expect(problems({ id }, key)).toEqual(expected);
  });

  it('may be left out, or made null, where they are no key', () => {
    const given = { constraints: { unique: [['mail'], ['a', 'b']] } };
    expect(problems({ mail: rule('null'), a: rule('drop'), b: rule('redact') }, given)).toEqual([]);
    expect(problems({ mail: rule('redact'), a: rule('keep'), b: rule('redact') }, given)).toEqual([
      'mail lossy-on-unique',
      'b lossy-on-unique',
    ]);
  });

  it('are not shuffled one by one', () => {
    const given = { constraints: { key: ['a', 'b'] } };
    expect(problems({ a: rule('shuffle'), b: rule('keep') }, given)).toEqual(['a lossy-on-unique']);
  });
});

describe('lists of allowed values', () => {
  const labels = ['red', 'green'];
  const columns = [{ name: 'colour', sourceType: 'mood', labels }];

  it.each([
    [rule('keep'), []],
    [rule('null'), []],
    [rule('shuffle'), []],
    [rule('drop'), []],
    [rule('constant', { value: 'red' }), []],
    [rule('constant', { value: 'blue' }), ['colour outside-labels']],
    [rule('pick', { list: ['green', 'red'] }), []],
    [rule('pick', { list: ['green', 'blue'] }), ['colour outside-labels']],
    [rule('pick'), ['colour outside-labels']],
  ])('enum under %j: %j', (colour, expected) => {
    expect(problems({ colour }, { columns: [{ name: 'colour', labels }] })).toEqual(expected);
    expect(problems({ colour: rule('keep') }, { columns })).toEqual([]);
  });

  it('stand in checks as well', () => {
    const check = { name: 'c', columns: ['colour'], expression: "colour IN ('red', 'green')" };
    const given = { constraints: { checks: [check] } };
    expect(problems({ colour: rule('redact') }, given)).toEqual(['colour outside-labels']);
    expect(problems({ colour: rule('constant', { value: 'red' }) }, given)).toEqual([]);
  });
});

describe('computed columns', () => {
  const columns: MaskableColumn[] = [
    { name: 'full', generated: true, default: "((first || ' '::text) || last)" },
  ];

  it('are left out, or kept with all that they come from', () => {
    const rules = { first: rule('keep'), last: rule('keep'), firs: rule('redact') };
    expect(problems({ ...rules, full: rule('keep') }, { columns })).toEqual([]);
    expect(problems({ ...rules, full: rule('drop'), last: rule('redact') }, { columns })).toEqual(
      [],
    );
    expect(problems({ ...rules, full: rule('keep'), last: rule('redact') }, { columns })).toEqual([
      'full generated-column',
    ]);
    expect(problems({ ...rules, full: rule('redact') }, { columns })).toEqual([
      'full generated-column',
    ]);
  });
});

describe('capacity', () => {
  const columns = [{ name: 'id', estimatedDistinct: 101 }];

  it('has to do for unique columns', () => {
    const unique = { constraints: { unique: [['id']] } };
    expect(problems({ id: rule('few') }, { columns, ...unique })).toEqual(['id too-few-masks']);
    expect(problems({ id: rule('few') }, { columns })).toEqual([]);
    expect(problems({ id: rule('few', { overflow: 'fail' }) }, { columns })).toEqual([
      'id too-few-masks',
    ]);
    expect(problems({ id: rule('few') }, { ...unique, plan: { estimatedRows: 100 } })).toEqual([]);
    expect(problems({ id: rule('few') }, { ...unique, plan: { estimatedRows: 101 } })).toEqual([
      'id too-few-masks',
    ]);
  });

  it('of the column has to hide a value', () => {
    const small = { columns: [{ name: 'n', sourceType: 'smallint' }] };
    expect(problems({ n: rule('big') }, small)).toEqual(['n domain-too-small']);
    expect(problems({ n: rule('big') })).toEqual([]);
  });
});

describe('decisions', () => {
  const said = { reason: 'needed by the test', approver: 'DPO' };

  it('to keep personal data come with a reason and a name', () => {
    const kept = { ...rule('keep'), piiType: 'email' };
    expect(problems({ mail: kept })).toEqual(['mail kept-personal-data']);
    expect(problems({ mail: { ...kept, reason: 'x' } })).toEqual(['mail kept-personal-data']);
    expect(problems({ mail: { ...kept, ...said } })).toEqual([]);
    expect(problems({ country: { ...rule('keep'), piiType: 'country' } })).toEqual([]);
    expect(problems({ total: { ...rule('keep'), piiType: 'none' } })).toEqual([]);
  });

  it('hold until their last day', () => {
    const decided = { a: { ...rule('keep'), expires: '2026-11-22' } };
    expect(problems(decided, { plan: { today: '2026-11-22' } })).toEqual([]);
    expect(problems(decided, { plan: { today: '2026-11-23' } })).toEqual(['a decision-expired']);
    expect(problems(decided)).toEqual([]);
  });

  it('name a type that there is', () => {
    const [issue] = issuesOf({ a: { ...rule('redact'), piiType: 'emial' } });
    expect(issue).toMatchObject({ code: 'unknown-type', hint: 'did you mean "email"?' });
  });

  it('never hide people behind a hash without a key', () => {
    expect(problems({ a: rule('hash.md5') })).toEqual(['a unkeyed-hash']);
    expect(problems({ a: { ...rule('hash.md5'), piiType: 'none' } })).toEqual([]);
  });

  it('say what a kept column holds, where the request is strict', () => {
    const plan = { strict: true };
    expect(problems({ a: rule('keep'), b: rule('redact') }, { plan })).toEqual([
      'a kept-without-type',
    ]);
  });
});

it('tells of every problem at once, each with its fix', () => {
  const issues = issuesOf(
    { id: rule('redact'), mail: { ...rule('keep'), piiType: 'email' }, c: rule('hash.md5') },
    { constraints: { key: ['id'] } },
  );
  expect(issues.map(({ code }) => code)).toEqual([
    'lossy-on-unique',
    'kept-personal-data',
    'unkeyed-hash',
  ]);
  for (const { hint } of issues) expect(hint).toMatch(/`/);
});
