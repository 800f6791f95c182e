import { describe, expect, it } from 'vitest';
import { RequestError } from '../errors.ts';
import { planMasking } from './plan-masking.ts';

const issuesOf = (options: object, strategy: string, nullable = true): readonly string[] => {
  try {
    planMasking({
      table: 'people',
      locale: 'en',
      sourceColumns: [{ name: 'note', nullable }, { name: 'owner' }],
      rules: [
        { column: 'note', strategy, options: { ...options } },
        { column: 'owner', strategy: 'keep', options: {} },
      ],
    });
    return [];
  } catch (error) {
    return error instanceof RequestError ? error.issues.map(({ code }) => code) : ['thrown'];
  }
};

const either = (mask: unknown): object => ({ when: [{ if: 'value == null', mask }], else: 'keep' });

describe('strategies inside others', () => {
  it.each(['drop', 'shuffle', 'sample.empirical', 'fk.follow'])(
    'are not those that mask a column as a whole, such as %s',
    (mask) => {
      expect(issuesOf(either(mask), 'conditional')).toEqual(['not-inside']);
      expect(issuesOf({ each: mask }, 'array')).toEqual(['not-inside']);
    },
  );

  it('may make nulls inside a cell, but none of a column that takes none', () => {
    expect(issuesOf({ each: 'null' }, 'array', false)).toEqual([]);
    expect(issuesOf({ paths: { $: 'null' } }, 'json.path', false)).toEqual([]);
    expect(issuesOf(either('null'), 'conditional', false)).toEqual(['column-not-nullable']);
    expect(issuesOf(either('null'), 'conditional')).toEqual([]);
    expect(issuesOf({ each: { mask: 'conditional', ...either('null') } }, 'array', false)).toEqual(
      [],
    );
  });

  it('are checked as those of columns are, with all that is wrong', () => {
    expect(issuesOf(either({ mask: 'zip3', list: ['1'] }), 'conditional')).toEqual([
      'invalid-option',
    ]);
    const paths = { '$.a': 'nothing', '$.b': { mask: 'date.shift', days: 1 } };
    expect(issuesOf({ paths }, 'json.path')).toEqual(['unknown-strategy', 'invalid-option']);
    expect(issuesOf({ each: { mask: 'date.shift', by: 'nobody' } }, 'array')).toEqual([
      'missing-source-column',
    ]);
    expect(issuesOf({ each: { mask: 'date.shift', by: 'owner' } }, 'array')).toEqual([]);
  });
});
