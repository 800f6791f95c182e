import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext } from '../testing/test-context.ts';
import { charScramble } from './char-scramble.ts';

const shapeOf = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\p{M}/gu, '')
    .replace(/\p{N}/gu, '0')
    .replace(/[\p{Lu}\p{Lt}]/gu, 'A')
    .replace(/\p{L}/gu, 'a');

const withLetter = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 9 }),
  )
  .map((text) => `${text}a`);

describeStrategy(charScramble, {
  'texts of every script': {
    values: fc.oneof(withLetter, fc.constant('')),
    accepts: (mask, value) => expect(shapeOf(mask)).toBe(shapeOf(value)),
  },
  'ends kept': {
    options: { keepFirst: 1, keepLast: 2 },
    values: fc.stringMatching(/^[A-Z]{2}-\d{6}$/),
    accepts: (mask, value) => {
      expect(mask).toMatch(/^[A-Z]{2}-\d{6}$/);
      expect(mask[0]).toBe(value[0]);
      expect(mask.slice(-2)).toBe(value.slice(-2));
    },
  },
});

describe('char.scramble', () => {
  const maskOne = (value: string, options = {}) =>
    charScramble.create(
      options,
      testContext(),
    )({
      values: [value],
      other: () => [],
      masked: () => [],
      firstRow: 0,
    })[0] ?? '';

  it.each([
    ['שלום', /^[א-ת]{4}$/],
    ['Ελένη', /^[Α-Ω]\p{L}{4}$/u],
    ['Жанна', /^[А-Я][а-я]{4}$/],
    ['山田太郎', /^\p{Script=Han}{4}$/u],
    ['김영희', /^\p{Script=Hangul}{3}$/u],
    ['٠١٢', /^[٠-٩]{3}$/],
    ['José', /^[A-Z][a-z]{3}$/],
    ['ann.o-hara@x.com', /^[a-z]{3}\.[a-z]-[a-z]{4}@[a-z]\.[a-z]{3}$/],
    ['😀 +1', /^😀 \+\d$/u],
  ])('masks %s within its alphabets', (value, shape) => {
    expect(maskOne(value)).toMatch(shape);
  });

  it('masks both spellings of an accent alike', () => {
    expect(maskOne('Jose\u0301')).toBe(maskOne('José'));
  });

  it('leaves what has neither letters nor digits, and never another value', () => {
    for (const value of ['', ' ', '--', '😀']) expect(maskOne(value)).toBe(value);
    for (const value of 'abcdefghijklmnopqrstuvwxyz0123456789')
      expect(maskOne(value)).not.toBe(value);
  });

  it('keeps ends only where something is left to hide', () => {
    expect(maskOne('AB', { keepFirst: 2 })).not.toBe('AB');
    expect(maskOne('ABCDEFGHIJ', { keepFirst: 2 })).toMatch(/^AB[A-Z]{8}$/);
  });

  it('scrambles long texts to their end, without a period', () => {
    const mask = maskOne('a'.repeat(100_000));
    expect(mask).toHaveLength(100_000);
    expect(new Set(mask.match(/.{20}/g)).size).toBe(5000);
  });

  it('says that a part stays readable', () => {
    expect(charScramble.propertiesWith({ keepLast: 4 }).family).toBe('partial');
  });
});
