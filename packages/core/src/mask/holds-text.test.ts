import { expect, it } from 'vitest';
import { holdsText } from './holds-text.ts';

it.each([
  ['text', true],
  ['character varying(20)', true],
  ['character(2)', true],
  ['citext', true],
  ['mpaa_rating', true],
  [undefined, true],
  ['integer', false],
  ['numeric(5,2)', false],
  ['timestamp without time zone', false],
  ['timestamp(3) with time zone', false],
  ['double precision', false],
  ['text[]', false],
  ['jsonb', false],
  ['bytea', false],
  ['tsvector', false],
  ['int4range', false],
])('a column of type %s takes any text: %s', (type, expected) => {
  expect(holdsText(type)).toBe(expected);
});
