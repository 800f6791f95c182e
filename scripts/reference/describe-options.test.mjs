import { describe, expect, it } from 'vitest';
import { code, optionRows, table, typeText } from './describe-options.mjs';

describe('typeText', () => {
  it.each([
    [{ type: 'integer', minimum: 1, maximum: 9 }, 'whole number, 1 to 9'],
    [{ type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 }, 'whole number'],
    [{ type: 'number', exclusiveMinimum: 0, maximum: 20 }, 'number, above 0, at most 20'],
    [{ type: 'number', minimum: 0 }, 'number, 0 or more'],
    [{ enum: ['e164', 'national'] }, '`e164`, `national`'],
    [{ enum: [...'abcdefghij'] }, '`a`, `b`, `c`, `d`, `e`, `f`, `g`, `h` and 2 more'],
    [{ anyOf: [{ type: 'string' }, { type: 'object' }, { type: 'string' }] }, 'text or map'],
    [{ type: 'array', items: { type: 'string' } }, 'list of text'],
    [{ type: 'array', items: {} }, 'list'],
    [{}, 'any JSON value'],
  ])('reads %j', (schema, text) => expect(typeText(schema)).toBe(text));
});

describe('optionRows', () => {
  it('tells what is needed, what is the default, and what is neither', () => {
    const properties = {
      values: { type: 'array', description: 'Values.' },
      share: { type: 'number', default: 0.5, description: 'Share.' },
      locale: { type: 'string', description: 'Locale.' },
      entity: { type: 'string', default: '', description: 'Entity.' },
    };
    const rows = optionRows({ properties, required: ['values'] }, Object.keys(properties));
    expect(rows.map(([, , preset]) => preset)).toEqual(['needed', '`0.5`', '', '']);
  });
});

describe('code and table', () => {
  it('keeps any text on its line', () => {
    expect(code('a\nb')).toBe('`a\\nb`');
    expect(code('a`b')).toBe('`` a`b ``');
    expect(table(['x'], [['a|b']])).toBe('| x |\n| --- |\n| a\\|b |');
  });
});
