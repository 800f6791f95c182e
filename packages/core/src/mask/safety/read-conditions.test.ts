import { expect, it } from 'vitest';
import { readConditions } from './read-conditions.ts';

const number = (op: string, bound: number) => ({ kind: 'number', op, bound });
const length = (op: string, bound: number) => ({ kind: 'length', op, bound });

it.each([
  // As PostgreSQL writes them down.
  ['CHECK ((age >= 18))', [number('>=', 18)]],
  ['CHECK ((age > (0)::numeric))', [number('>', 0)]],
  ['CHECK (((age >= 18) AND (age <= 120)))', [number('>=', 18), number('<=', 120)]],
  ["CHECK ((age >= '-5'::integer))", undefined],
  ['CHECK ((18 <= age))', [number('>=', 18)]],
  ['CHECK ((age > (-1.5)))', [number('>', -1.5)]],
  ['CHECK ((char_length((age)::text) <= 8))', [length('<=', 8)]],
  ['CHECK ((length(age) = 5))', [length('=', 5)]],
  [
    "CHECK ((age ~ '^[0-9]{5}$'::text))",
    [{ kind: 'pattern', pattern: '^[0-9]{5}$', ignoreCase: false }],
  ],
  [
    "CHECK (((age)::text ~* '^[a-z]+$'::text))",
    [{ kind: 'pattern', pattern: '^[a-z]+$', ignoreCase: true }],
  ],
  // As MySQL and MariaDB do.
  ['(`age` >= 18)', [number('>=', 18)]],
  ['(`age` between 18 and 120)', [number('>=', 18), number('<=', 120)]],
  ['((`age` >= 1) and (`age` < 9))', [number('>=', 1), number('<', 9)]],
  ['(char_length(`age`) between 2 and 9)', [length('>=', 2), length('<=', 9)]],
  ['`age` > 0 and `age` < 10', [number('>', 0), number('<', 10)]],
  [
    "regexp_like(`age`,_utf8mb4\\'^[0-9]+$\\')",
    [{ kind: 'pattern', pattern: '^[0-9]+$', ignoreCase: true }],
  ],
  ["`age` regexp '^[0-9]+$'", [{ kind: 'pattern', pattern: '^[0-9]+$', ignoreCase: true }]],
  // Others are not read.
  ['CHECK (((age >= 18) OR (age = 0)))', undefined],
  ['CHECK ((NOT (age > 5)))', undefined],
  ['CHECK ((age <> 5))', undefined],
  ['CHECK (((age % 2) = 0))', undefined],
  ['CHECK ((age >= 18) AND (upper(age) = age))', undefined],
  ["CHECK ((age ~ '^(?=a)b'::text))", undefined],
  ["CHECK ((age ~ '^[[:alpha:]]+$'::text))", undefined],
  ['CHECK ((other >= 18))', undefined],
  ["CHECK ((note = 'age >= 18'::text))", undefined],
  ['', undefined],
])('reads %s', (expression, conditions) => {
  expect(readConditions({ name: 'c', columns: ['age'], expression })).toEqual(conditions);
});

it('reads checks of one column alone', () => {
  const expression = 'CHECK ((age >= 18))';
  expect(readConditions({ name: 'c', columns: ['age', 'born'], expression })).toBeUndefined();
});
