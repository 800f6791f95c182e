import { describe, expect, it } from 'vitest';
import { maskWith } from '../testing/mask-with.ts';
import { testContext } from '../testing/test-context.ts';
import { template } from './template.ts';

const masked = { first: ['jo', null, 'al'], last: ['ng', 'ma', 'ek'] };
const values = ['old', 'old', null];
const write = (text: string, context = testContext()): unknown =>
  maskWith(template, values, { options: { template: text }, masked, context });

describe('template', () => {
  it.each([
    ['{first}.{last}@example.com', ['jo.ng@example.com', '.ma@example.com', null]],
    ['{last}{last}', ['ngng', 'mama', null]],
    ['{{{first}}}', ['{jo}', '{}', null]],
    ['fixed', ['fixed', 'fixed', null]],
  ])('writes %s', (text, cells) => {
    expect(write(text)).toEqual(cells);
  });

  it('cuts off what the column has no room for', () => {
    expect(write('{first}😀{last}', testContext({ maxLength: 3 }))).toEqual(['jo😀', '😀ma', null]);
  });

  it('reads the masks of the columns in braces', () => {
    expect(template.readsMasked({ template: '{first} {last} {first} {{x}}' })).toEqual([
      'first',
      'last',
    ]);
  });

  it.each(['{first', 'first}', '{}', '{a{b}}', '}{'])('refuses %s', (text) => {
    expect(template.options.safeParse({ template: text }).success).toBe(false);
  });
});
