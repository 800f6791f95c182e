import { expect, it } from 'vitest';
import { STRATEGIES } from './catalog.generated.ts';
import { strategyThatFitsNot } from './fits-type.ts';
import { readRule } from './nested-rules.ts';

const misfit = (rule: { mask: string; [option: string]: unknown }, type: string) =>
  strategyThatFitsNot(readRule(rule, STRATEGIES), type, STRATEGIES)?.name;
const round = { mask: 'number.round' };
const either = (mask: unknown): { mask: string } & Record<string, unknown> => ({
  mask: 'conditional',
  when: [{ if: 'value == null', mask }],
  else: 'keep',
});

it.each([
  [round, 'integer', undefined],
  [{ mask: 'hash.hmac' }, 'integer', 'hash.hmac'],
  [{ mask: 'hash.hmac' }, 'text', undefined],
  [either(round), 'numeric(10,2)', undefined],
  [either('hash.hmac'), 'integer', 'hash.hmac'],
  [either(either(round)), 'date', 'number.round'],
  [{ mask: 'array', each: round }, 'integer[]', undefined],
  [{ mask: 'array', each: 'hash.hmac' }, 'integer[]', 'hash.hmac'],
  [{ mask: 'array', each: 'hash.hmac' }, 'text[]', undefined],
  [{ mask: 'array', each: 'keep' }, 'integer', 'array'],
  [{ mask: 'json.path', paths: { '$.a': 'hash.hmac' } }, 'jsonb', undefined],
  [{ mask: 'text.deid' }, 'jsonb', 'text.deid'],
])('%j in a column of %s: what does not fit is %s', (rule, type, expected) => {
  expect(misfit(rule, type)).toBe(expected);
});
