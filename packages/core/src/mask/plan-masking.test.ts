import { describe, expect, it } from 'vitest';
import { RequestError, type RequestIssue } from '../errors.ts';
import { type MaskPlanInput, type MaskRule, planMasking } from './plan-masking.ts';

const columns = (...names: string[]): { name: string }[] => names.map((name) => ({ name }));

const rule = (column: string, strategy: string, options: MaskRule['options'] = {}): MaskRule => ({
  column,
  strategy,
  options,
});

function issuesOf(input: Pick<MaskPlanInput, 'sourceColumns' | 'rules'>): readonly RequestIssue[] {
  try {
    planMasking({ table: 'people', locale: 'en', ...input });
  } catch (error) {
    if (error instanceof RequestError) return error.issues;
    throw error;
  }
  return [];
}

describe('planMasking', () => {
  it('keeps the order of the source and says what the plan needs', () => {
    const plan = planMasking({
      table: 'people',
      locale: 'de',
      sourceColumns: columns('id', 'name', 'email', 'plan'),
      rules: [
        rule('plan', 'keep'),
        rule('email', 'fake.email', { locale: 'fr', token: 'short' }),
        rule('name', 'fake.person', { by: 'id' }),
        rule('id', 'hash.hmac'),
      ],
    });
    expect(plan.columns.map(({ name, strategy }) => [name, strategy.name])).toEqual([
      ['id', 'hash.hmac'],
      ['name', 'fake.person'],
      ['email', 'fake.email'],
      ['plan', 'keep'],
    ]);
    expect(plan.keyed).toBe(true);
    expect(plan.wordLocales).toEqual(['de', 'fr']);
    expect(plan.columns.map(({ properties }) => properties.injective)).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('needs neither key nor names for what does not use them', () => {
    const plan = planMasking({
      table: 'people',
      locale: 'en',
      sourceColumns: columns('a', 'b'),
      rules: [rule('a', 'keep'), rule('b', 'null')],
    });
    expect([plan.keyed, plan.wordLocales]).toEqual([false, []]);
  });

  it('names every column that nobody has decided on, with the line to add', () => {
    const issues = issuesOf({
      sourceColumns: columns('id', 'e-mail', 'First Name', 'homePhone', 'notes', 'surname'),
      rules: [rule('id', 'keep')],
    });
    expect(issues.map(({ path, code }) => [path.join('.'), code])).toEqual([
      ['tables.people.columns.e-mail', 'undecided-column'],
      ['tables.people.columns.First Name', 'undecided-column'],
      ['tables.people.columns.homePhone', 'undecided-column'],
      ['tables.people.columns.notes', 'undecided-column'],
      ['tables.people.columns.surname', 'undecided-column'],
    ]);
    expect(issues.map(({ hint }) => /`(.+?)`/.exec(hint ?? '')?.[1])).toEqual([
      'e-mail: { mask: fake.email }',
      '"First Name": { mask: fake.person, part: first }',
      'homePhone: { mask: fake.phone }',
      'notes: { mask: redact }',
      'surname: { mask: fake.person, part: last }',
    ]);
  });

  it('suggests to keep keys and what is not text', () => {
    const issues = issuesOf({
      sourceColumns: [{ name: 'store_id' }, { name: 'active', sourceType: 'boolean' }],
      rules: [],
    });
    expect(issues.map(({ hint }) => hint)).toEqual([
      'add `store_id: { mask: keep }` if it identifies nobody, else `store_id: { mask: hash.hmac }`',
      'add `active: { mask: keep }` if it identifies nobody, else `active: { mask: "null" }`',
    ]);
  });

  it('refuses text for columns that cannot take it', () => {
    const typed = (name: string, sourceType: string) => ({ name, sourceType });
    const issues = issuesOf({
      sourceColumns: [
        typed('born', 'date'),
        typed('picture', 'bytea'),
        typed('active', 'boolean'),
        typed('points', 'integer'),
        typed('token', 'uuid'),
        typed('other', 'uuid'),
      ],
      rules: [
        rule('born', 'redact'),
        rule('picture', 'null'),
        rule('active', 'keep'),
        rule('points', 'constant', { value: '0' }),
        rule('token', 'hash.hmac'),
        rule('other', 'hash.hmac', { length: 20 }),
      ],
    });
    expect(issues.map(({ path, message }) => `${path.at(-1)}: ${message}`)).toEqual([
      'born: masks of redact are text, but the column is date',
      'other: masks of hash.hmac are text, but the column is uuid',
    ]);
  });

  it('refuses nulls where the source has none', () => {
    const issues = issuesOf({
      sourceColumns: [
        { name: 'a', nullable: false },
        { name: 'b', nullable: true },
        { name: 'c', nullable: false },
      ],
      rules: [rule('a', 'null'), rule('b', 'null'), rule('c', 'redact')],
    });
    expect(issues.map(({ path, code }) => `${path.at(-1)} ${code}`)).toEqual([
      'a column-not-nullable',
    ]);
  });

  it('reports everything at once', () => {
    const issues = issuesOf({
      sourceColumns: [
        ...columns('a', 'b', 'c', 'd'),
        { name: 'e', sourceType: 'character varying(20)' },
      ],
      rules: [
        rule('a', 'fake.unicorn'),
        rule('b', 'hash.hmac', { length: 2, colour: 'red' }),
        rule('c', 'fake.person', { by: 'nobody' }),
        rule('e', 'fake.email'),
        rule('gone', 'keep'),
      ],
    });
    expect(issues.map(({ path, code }) => [path.slice(3).join('.'), code])).toEqual([
      ['gone', 'missing-source-column'],
      ['a.mask', 'unknown-strategy'],
      ['b.length', 'invalid-option'],
      ['b', 'invalid-option'],
      ['c.by', 'missing-source-column'],
      ['d', 'undecided-column'],
      ['e', 'column-too-narrow'],
    ]);
    expect(issues.at(-1)?.message).toBe(
      'a mask of fake.email takes at least 25 characters, but the column is character varying(20)',
    );
  });

  it('does not take what every object inherits for a strategy', () => {
    const issues = issuesOf({ sourceColumns: columns('a'), rules: [rule('a', 'constructor')] });
    expect(issues.map(({ code }) => code)).toEqual(['unknown-strategy']);
  });

  it('refuses a locale that does not exist', () => {
    const issues = issuesOf({
      sourceColumns: columns('a', 'b'),
      rules: [
        rule('a', 'fake.phone', { locale: 'en_XX' }),
        rule('b', 'fake.email', { locale: 'de' }),
      ],
    });
    expect(issues.map(({ path }) => path.join('.'))).toEqual(['tables.people.columns.a.locale']);
  });

  it('refuses two rules for one column', () => {
    const issues = issuesOf({
      sourceColumns: columns('a'),
      rules: [rule('a', 'null'), rule('a', 'keep')],
    });
    expect(issues.map(({ code }) => code)).toEqual(['second-rule']);
  });
});
