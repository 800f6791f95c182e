import { describe, expect, it } from 'vitest';
import { createRowValidator } from './json-schema.ts';
import { keywordsOf } from './keywords.ts';
import { SchemaError } from './schema-error.ts';

const keywords = keywordsOf(
  {
    divisibleBy: {
      expression: 'value % parameter == 0',
      type: 'integer',
      message: 'must be divisible',
    },
    ordered: { expression: 'start <= end', type: 'object' },
    short: { expression: 'length(trim(value)) <= (parameter ?? 3)' },
  },
  'keywords.json',
);

function rulesOf(schema: object, row: unknown): string[] {
  return createRowValidator(schema, { keywords })(row).map(
    ({ rule, message }) => `${rule}: ${message}`,
  );
}

describe('keywords of the user', () => {
  it.each([
    [{ divisibleBy: 3 }, 9, []],
    [{ divisibleBy: 3 }, 10, ['divisibleBy: must be divisible']],
    [{ divisibleBy: 3 }, 'text', []],
    [{ ordered: true }, { start: 1, end: 2 }, []],
    [
      { ordered: true },
      { start: '2025-02-01', end: '2025-01-31' },
      ['ordered: must satisfy start <= end'],
    ],
    [{ ordered: true }, { start: 1 }, ['ordered: must satisfy start <= end']],
    [{ short: 2 }, ' ab ', []],
    [{ short: 2 }, 'abc', [expect.stringContaining('short: must satisfy')]],
    [{ anyOf: [{ divisibleBy: 2 }, { divisibleBy: 3 }] }, 9, []],
  ])('%j on %j: %j', (schema, row, wanted) => {
    expect(rulesOf(schema, row)).toEqual(wanted);
  });

  it('are functions too', () => {
    const even = { type: 'integer', test: (value: unknown) => Number(value) % 2 === 0 } as const;
    const validate = createRowValidator({ even: true }, { keywords: { even } });
    expect(validate(2)).toEqual([]);
    expect(validate(3)).toMatchObject([{ rule: 'even', message: 'fails even' }]);
  });

  it('are refused with their places where they cannot be read', () => {
    const broken = {
      a: { expression: 'value ==' },
      b: { expression: 'fetch(value)' },
      c: { expression: 'value.constructor' },
    };
    expect(() => keywordsOf(broken, 'keywords.json')).toThrow(SchemaError);
    expect(() => keywordsOf(broken, 'keywords.json')).toThrow(
      /#\/a\/expression[\s\S]*#\/b\/expression {2}no function is called "fetch"[\s\S]*#\/c\/expression/,
    );
  });

  it('take no name that is taken', () => {
    const test = () => true;
    expect(() =>
      createRowValidator({}, { keywords: { minimum: { test }, 'a b': { test } } }),
    ).toThrow(/#\/minimum {2}is a keyword of JSON Schema already[\s\S]*#\/a b {2}is no name/);
  });
});
