import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext } from '../testing/test-context.ts';
import { charMap } from './char-map.ts';

const shapeOf = (text: string): string =>
  text
    .replace(/\p{N}/gu, '0')
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{L}/gu, 'a');

describeStrategy(charMap, {
  codes: {
    values: fc.stringMatching(/^[A-Z]{0,3}-[a-z]{0,3} \d{0,9}$/),
    accepts: (mask, value) => expect(shapeOf(mask)).toBe(shapeOf(value)),
  },
  'other alphabets and long texts': {
    values: fc.string({
      unit: fc.constantFrom(...'אבגαβγЖждم٣한山aZ9 .😀'),
      maxLength: 100,
    }),
    accepts: (mask, value) => expect(shapeOf(mask)).toBe(shapeOf(value)),
  },
});

describe('char.map', () => {
  const maskAll = (values: readonly string[]) =>
    charMap.create(
      {},
      testContext(),
    )({
      values,
      other: () => [],
      masked: () => [],
      firstRow: 0,
    }) as string[];

  it('is a bijection on all values of a shape, and moves every character', () => {
    const values = Array.from({ length: 1000 }, (_, i) => `${i}`.padStart(3, '0'));
    const masks = maskAll(values);
    expect(new Set(masks)).toEqual(new Set(values));
    for (const [i, value] of values.entries())
      for (const place of [0, 1, 2]) expect(masks[i]?.[place]).not.toBe(value[place]);
  });

  it('has a substitution of its own at each place', () => {
    expect(new Set(maskAll(['7777777777'])[0]).size).toBeGreaterThan(2);
  });

  it('refuses letters of other alphabets, and names no value', () => {
    for (const value of ['ñ', 'a\u0301', 'Ⅷ', 'ა'])
      expect(() => maskAll([value])).toThrow(
        'people.value: char.map found a value with letters of an alphabet that it does not know - use char.scramble or hash.hmac',
      );
  });
});
