import { describe, expect, it } from 'vitest';
import { programRows } from '../../format/program-rows.ts';
import { planTables } from '../../plan/plan.ts';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column, generatedTable, requestOf } from '../../testing/requests.ts';
import { choice } from './choice.ts';

const oneOf = (values: readonly unknown[]) => (value: unknown) =>
  expect(values).toContainEqual(value);

describeGenerator(choice, {
  texts: {
    options: { values: ['red', 'green', 'blue'] },
    accepts: oneOf(['red', 'green', 'blue']),
  },
  'weights by text': {
    options: { values: { free: 80, pro: 18, enterprise: 2 } },
    accepts: oneOf(['free', 'pro', 'enterprise']),
  },
  'whole numbers': { options: { values: [1, 2, 3] }, accepts: oneOf([1, 2, 3]) },
  'numbers of both kinds': { options: { values: [1, 2.5] }, accepts: oneOf([1, 2.5]) },
  booleans: { options: { values: [true, false] }, accepts: oneOf([true, false]) },
  'different types': {
    options: { values: ['a', 1, true, [1, 2], { b: null }] },
    accepts: oneOf(['a', 1, true, [1, 2], { b: null }]),
  },
  'weighted values': {
    options: {
      values: [
        { value: 7, weight: 1 },
        { value: 8, weight: 3 },
      ],
    },
    accepts: oneOf([7, 8]),
  },
  'as many values as rows': {
    options: { values: Array.from({ length: 1000 }, (_, i) => i * 3) },
    uniqueRows: true,
    accepts: (value) => expect(Number(value) % 3).toBe(0),
  },
});

const valuesOf = async (options: Record<string, unknown>, unique = false, rows = 10_000) => {
  const request = requestOf({
    t: generatedTable(rows, { x: column('choice', options, { unique }) }),
  });
  const { tables } = await planTables({ request, imports: {} }, { choice: choice as never });
  return {
    type: tables[0]!.program.columns[0]!.type,
    values: (await programRows(tables[0]!.program, 0, rows)).map(({ x }) => x),
  };
};

describe('choice', () => {
  it('keeps weights, and adds up those of a value that stands twice', async () => {
    const { values } = await valuesOf({ values: ['a', 'a', 'a', 'b'] });
    expect(values.filter((value) => value === 'a').length / 10_000).toBeCloseTo(0.75, 1);
  });

  it('has null cells where null is a value, and keeps the type of the others', async () => {
    const { type, values } = await valuesOf({
      values: [
        { value: null, weight: 1 },
        { value: 5, weight: 1 },
      ],
    });
    expect(type).toEqual({ kind: 'integer' });
    expect(new Set(values)).toEqual(new Set([null, 5]));
  });

  it.each([
    [{ values: ['a', 'a', 'b'] }, true, 3, 'has 2 different values here'],
    [{ values: [] }, false, 1, 'at least one value'],
    [{ values: { a: 0 } }, false, 1, 'no value has a weight above 0'],
    [{ values: [1, { value: 2, weight: 3 }] }, false, 1, 'either every value has a weight'],
    [{ values: [Number.NaN] }, false, 1, 'not a JSON value'],
  ])('refuses %o', async (options, unique, rows, message) => {
    await expect(valuesOf(options, unique, rows)).rejects.toThrow(message);
  });
});
