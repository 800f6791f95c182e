import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArrayText, writeArrayElement } from '../array-text.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { array } from './array.ts';
import { hashHmac } from './hash-hmac.ts';

const lists = fc.array(fc.option(fc.string()), { maxLength: 6 });
const arrays = fc.oneof(
  lists.map((list) => `{${list.map(writeArrayElement).join(',')}}`),
  lists.map((list) => JSON.stringify(list)),
);

describeStrategy(array, {
  'every element kept': {
    options: { each: 'keep' },
    values: arrays,
    accepts: (mask, value) => expect(mask).toBe(value),
  },
});

const maskOne = (value: string, each: unknown): string | null | undefined =>
  maskWith(array, [value], { options: { each } })[0];
const upTo = { mask: 'constant', value: 'x y' };

describe('array', () => {
  it.each([
    ['{a,"b c",NULL}', '{"x y","x y",NULL}'],
    ['{}', '{}'],
    ['{{a,b},{c,NULL}}', '{{"x y","x y"},{"x y",NULL}}'],
    ['[0:1]={a,b}', '[0:1]={"x y","x y"}'],
    ['{"NULL",""}', '{"x y","x y"}'],
    ['["a", null ,7, ["b"]]', '["x y", null ,"x y", ["x y"]]'],
    ['[]', '[]'],
    ['', ''],
  ])('masks the elements of %s', (value, expected) => {
    expect(maskOne(value, upTo)).toBe(expected);
  });

  it('gives elements the masks that they have in columns of their own', () => {
    const [token] = maskWith(hashHmac, ['b "c" \\']);
    expect(maskOne('{"b \\"c\\" \\\\"}', 'hash.hmac')).toBe(`{${token}}`);
    expect(maskOne('["b \\"c\\" \\\\"]', 'hash.hmac')).toBe(`["${token}"]`);
  });

  it('makes null elements where the rule does', () => {
    expect(maskOne('{a,b}', 'null')).toBe('{NULL,NULL}');
    expect(maskOne('["a"]', 'null')).toBe('[null]');
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const text = `{${list.map(writeArrayElement).join(',')}}`;
        expect(readArrayText(text)?.map(({ value }) => value)).toEqual(list);
      }),
    );
  });

  it.each([
    'secret',
    '{a',
    'a}',
    '{a,}',
    '{,a}',
    '{a}{b}',
    '{a b"c"}',
    '[1',
    '{"a"b}',
    '{{{{{{{a}}}}}}}',
  ])('refuses %s without a word of it', (value) => {
    const mask = (): unknown => maskOne(value, 'keep');
    expect(mask).toThrow('people.value: a value is no array');
    expect(mask).not.toThrow('secret');
  });

  it('fits columns of arrays', () => {
    expect(array.fits({ each: 'keep' }, 'text[]')).toBe(true);
    expect(array.fits({ each: 'keep' }, 'jsonb')).toBe(false);
  });
});
