import { describe, expect, it } from 'vitest';
import { planColumns } from '../../testing/columns.ts';
import { COLUMNS } from '../../testing/derive-columns.ts';
import { column } from '../../testing/requests.ts';

describe('derive', () => {
  const typeOf = async (expression: string, type?: string) => {
    const cell = column('derive', { expression, ...(type === undefined ? {} : { type }) });
    const { program } = await planColumns({ ...COLUMNS, cell });
    return program.columns.at(-1)?.type;
  };

  it.each([
    ['a + b', undefined, { kind: 'integer' }],
    ['a + price', undefined, { kind: 'decimal', scale: 2 }],
    ['price * 1.19', undefined, { kind: 'decimal', scale: 4 }],
    ['a / 2', undefined, { kind: 'float' }],
    ['round(rate, 3)', undefined, { kind: 'decimal', scale: 3 }],
    ['price', 'integer', { kind: 'integer' }],
    ['price', 'number', { kind: 'float' }],
    ['a', 'string', { kind: 'string' }],
    ['day', 'timestamp', { kind: 'timestamp' }],
    ['at', 'date', { kind: 'date' }],
    ['a > 1', undefined, { kind: 'boolean' }],
  ])('%s, asked for %s, has type %o', async (expression, asked, type) => {
    expect(await typeOf(expression, asked)).toEqual(type);
  });

  it.each([
    ['pricee * 2', undefined, 'there is no column "pricee" - did you mean "price"?'],
    ['lenght(name)', undefined, 'there is no function "lenght" - did you mean "length"?'],
    ['round', undefined, 'the function is written round(number, digits)'],
    ['cell + 1', undefined, 'hang on each other'],
    ['name > 3', undefined, 'name (text) > 3 (a number) cannot be compared'],
    ['name * 2', undefined, 'name (text) * 2 (a number) cannot be computed'],
    ['day + 1', undefined, 'use addDays'],
    ['big + 1', undefined, 'a 64-bit integer'],
    ['on ? name : 1', undefined, 'gives text or a number'],
    ['a ? 1 : 2', undefined, 'expected a condition, but a is a number'],
    ['-name', undefined, '- needs a number'],
    ['round(a, b)', undefined, 'written out'],
    ['substring(a, 1)', undefined, 'expected text'],
    ['addDays(name, 1)', undefined, 'expected a date or timestamp, found name (text)'],
    ['length()', undefined, 'write length(text)'],
    ['name', 'integer', 'cannot become type: integer'],
    ['null', undefined, 'always null'],
    ['a +', undefined, 'not an expression'],
    ['a; b', undefined, 'more than one expression'],
    ['a.constructor', undefined, 'row["column name"]'],
    ['row.constructor', undefined, 'no column "constructor"'],
    ['this', undefined, '"this"'],
    ['[a]', undefined, 'a list'],
    ['a & b', undefined, 'the operator &'],
    ['name.length()', undefined, 'function by name'],
    [`${'('.repeat(60)}a${')'.repeat(60)}`, undefined, 'nests more than 50'],
    [`a${' + a'.repeat(600)}`, undefined, 'characters, at most 2000'],
  ])('refuses %s as %s', async (expression, type, message) => {
    await expect(typeOf(expression, type)).rejects.toThrow(message);
  });
});
