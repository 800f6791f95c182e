import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRowExpression } from './row-expression.ts';
import { textOf } from './row-value.ts';

const ROW: Readonly<Record<string, string | null>> = {
  price: '19.90',
  quantity: '3',
  code: '007',
  first: 'Ada',
  last: 'Lovelace',
  middle: null,
  born: '1990-03-01',
  seen: '2025-01-31 23:30:00.5+00',
  active: 't',
  'odd name': 'odd',
};

const DAY_2026_01_15 = Date.UTC(2026, 0, 15) / 86_400_000;
const evaluate = (text: string): string | null =>
  textOf(
    compileRowExpression(text).evaluate((column) => ROW[column] ?? null, {
      today: DAY_2026_01_15,
    }),
  );

describe('expressions over a row', () => {
  it.each([
    ['price * quantity', '59.7'],
    ['price * quantity + 0.3', '60'],
    ['0.1 + 0.2', '0.3'],
    ['7 / 2', '3.5'],
    ['7 / 0', null],
    ['7 % 4', '3'],
    ['2 ** 10', '1024'],
    ['-quantity', '-3'],
    ['first + " " + last', 'Ada Lovelace'],
    ['first + quantity', 'Ada3'],
    ['middle + last', null],
    ['concat(first, middle)', null],
    ["concat(lower(substring(first, 1, 1)), '.', lower(last))", 'a.lovelace'],
    ['code == 7', 'true'],
    ['code == "7"', 'false'],
    ['quantity < 10', 'true'],
    ['quantity < "10"', 'true'],
    ['first < last', 'true'],
    ['first < 3', null],
    ['middle == null', 'true'],
    ['first != null', 'true'],
    ['middle < 1', null],
    ['middle ?? first', 'Ada'],
    ['coalesce(middle, "none")', 'none'],
    ['active && quantity > 2', 'true'],
    ['!active', 'false'],
    ['active == true', 'true'],
    ['middle || false', 'false'],
    ['quantity > 5 ? "many" : "few"', 'few'],
    ['if(middle == null, 1, 2)', '1'],
    ['age(born)', '35'],
    ['age(born, "2008-03-01")', '18'],
    ['age(first)', null],
    ['year(born) + 1', '1991'],
    ['weekday("2026-01-15")', '4'],
    ['weekday("1969-12-28")', '0'],
    ['hour(seen)', '23'],
    ['addDays(seen, 1)', '2025-02-01 23:30:00.5+00'],
    ['addMonths(date(seen), 1)', '2025-02-28'],
    ['addYears("2024-02-29", 1)', '2025-02-28'],
    ['addMinutes(seen, 45)', '2025-02-01 00:15:00.0+00'],
    ['addHours(born, 25)', '1990-03-02 01:00:00'],
    ['daysBetween(born, "1990-03-11")', '10'],
    ['hoursBetween("2025-01-01 00:00", "2025-01-01 05:59")', '5'],
    ['timestamp(born)', '1990-03-01 00:00:00'],
    ['today()', '2026-01-15'],
    ['max(3, quantity, 12)', '12'],
    ['min("b", first)', 'Ada'],
    ['round(price)', '20'],
    ['round(price, 1)', '19.9'],
    ['floor(-1.5)', '-2'],
    ['ceil(-1.5)', '-1'],
    ['abs(-1.5)', '1.5'],
    ['length("😀a")', '2'],
    ['upper(row["odd name"])', 'ODD'],
    ['text(1.50)', '1.5'],
    ['month(born) + day(born)', '4'],
  ])('computes %s as %s', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });

  it('names the columns that it reads, each once', () => {
    const { columns } = compileRowExpression('a + row["b c"] * max(a, d)');
    expect([...columns].sort()).toEqual(['a', 'b c', 'd']);
  });

  it.each([
    ['a.constructor', 'a property'],
    ['shell("x")', 'there is no function "shell"'],
    ['lowr(a)', 'lower'],
    ['age()', 'write age(birth, at)'],
    ['[1]', 'a list'],
    ['1 +', 'not an expression'],
  ])('refuses %s', (text, problem) => {
    expect(() => compileRowExpression(text)).toThrow(problem);
  });

  it('never throws, whatever the cells hold', () => {
    const cell = fc.option(fc.oneof(fc.string(), fc.double().map(String)));
    const texts = fc.constantFrom(
      'a + b * 2 - a / b % 3',
      'age(a, b) > 3 && !b',
      'round(a, b)',
      'substring(a, b, b)',
      'addMonths(a, b)',
      'a ** b',
      'min(a, b, 1, true)',
    );
    fc.assert(
      fc.property(texts, cell, cell, (text, a, b) => {
        const cells = (column: string): string | null => (column === 'a' ? a : b);
        const result = compileRowExpression(text).evaluate(cells, { today: 0 });
        expect(['string', 'object']).toContain(typeof textOf(result));
      }),
    );
  });
});
