import { describe, expect, it } from 'vitest';
import { outcomesOf, queryFor } from '../expectation-laws.ts';
import { rowSatisfies } from './row-satisfies.ts';

describe('rowSatisfies', () => {
  const types = { net: 'decimal', tax: 'decimal', total: 'decimal', status: 'string' } as const;
  const query = (expression: string) => queryFor(rowSatisfies, [], { expression }, types);
  const rows = [
    { net: '0.10', tax: '0.20', total: '0.30', status: 'paid' },
    { net: '0.10', tax: '0.20', total: '0.31', status: 'open' },
    { net: null, tax: '0.20', total: '0.31', status: 'paid' },
  ];

  it.each([
    ['total == net + tax', [1]],
    ['net != null && total == net + tax', [1, 2]],
    ["status == 'open' || total == net + tax", []],
    ["if(status == 'paid', total > 0.30, true)", [0]],
  ])('finds rows for which %s is false, however the table is split', (expression, expected) => {
    for (const outcome of outcomesOf(query(expression), { rows }))
      expect(outcome).toEqual({
        passed: expected.length === 0,
        checkedRows: 3,
        failingRows: expected,
      });
  });

  it('counts only rows for which "where" is true', () => {
    const where = { text: "status == 'paid'", types };
    for (const outcome of outcomesOf(query('total == net + tax'), { rows }, where))
      expect(outcome).toEqual({ passed: true, checkedRows: 2, failingRows: [] });
  });

  it.each([
    ['total + 1', 'expected a condition, but total + 1 is a number'],
    ['totl > 1', 'there is no column "totl" - did you mean "total"?'],
    ['status > 1', 'status (text) > 1 (a number) has no meaning'],
    ['size(status) > 1', 'there is no function "size"'],
    ['length(total) > 1', 'length does not take a number; write length(text)'],
    ['length() > 1', 'length has 0 parameters'],
    ['!total', '! needs true or false'],
    ['total == net +', 'expression: not an expression'],
    ['null', 'write x == null'],
    ['matches(status, status)', "write matches(text, 'pattern')"],
    ["matches(status, '(')", 'none of RE2'],
  ])('refuses %s', (expression, message) => {
    expect(() => query(expression)).toThrow(message);
  });
});
