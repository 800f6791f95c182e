import { expect, it } from 'vitest';
import { textLimit } from './text-limit.ts';

it.each([
  ['character varying(20)', 20],
  ['varchar(255)', 255],
  ['character(3)', 3],
  ['bpchar(4)', 4],
  ['character', 1],
  ['character varying', undefined],
  ['text', undefined],
  ['numeric(5,2)', undefined],
  ['character varying(20)[]', undefined],
  [undefined, undefined],
])('the room of %s is %s characters', (type, limit) => {
  expect(textLimit(type)).toBe(limit);
});
