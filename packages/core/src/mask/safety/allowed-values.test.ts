import { expect, it } from 'vitest';
import { allowedValues } from './allowed-values.ts';

it.each([
  ["CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text])))", ['open', 'closed']],
  [
    "CHECK (((rating)::text = ANY ((ARRAY['G'::character varying, 'PG-13'::character varying])::text[])))",
    ['G', 'PG-13'],
  ],
  ["(`status` in (_utf8mb4'open',_utf8mb4'it''s'))", ['open', "it's"]],
  ["status IN ('a OR b', 'c')", ['a OR b', 'c']],
  ["CHECK (status IN ('a') OR note IS NULL)", undefined],
  ['CHECK ((price > (0)::numeric))', undefined],
  ["CHECK ((status <> ALL (ARRAY['x'::text])))", undefined],
  ["CHECK (NOT status IN ('a'))", undefined],
  ['', undefined],
])('reads %s', (expression, values) => {
  expect(allowedValues({ name: 'c', columns: ['status'], expression })).toEqual(values);
});
