import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext, testKey } from '../testing/test-context.ts';
import { fpeFf1 } from './fpe-ff1.ts';

const textOf = (characters: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });
const shapeOf = (text: string): string => text.replace(/[\p{L}\p{N}]/gu, 'x');

describeStrategy(fpeFf1, {
  'digits with separators': {
    values: fc.oneof(
      textOf('0123456789', 6, 40),
      fc
        .tuple(textOf('0123456789', 3, 4), textOf('0123456789', 4, 12))
        .map(([head, tail]) => `+${head} (${tail.slice(0, 2)})–${tail}`),
      fc.constantFrom('', ' ', '-'),
    ),
    accepts: (mask, value) => {
      expect(shapeOf(mask)).toBe(shapeOf(value));
      expect(mask).toMatch(/^[\p{Nd}\p{P}\p{Zs}+]*$/u);
    },
  },
  'letters and digits': {
    options: { alphabet: 'alphanumeric', keepSeparators: false },
    values: textOf('0189AZaz', 4, 60),
    accepts: (mask, value) => {
      expect(mask).toMatch(/^[\dA-Za-z]+$/);
      expect(mask).toHaveLength(value.length);
    },
  },
  'an alphabet of its own, right to left': {
    options: { characters: 'אבגדהוזחטיכלמנסעפצקרשת' },
    values: textOf('אבגדהוזחט', 5, 12),
    accepts: (mask) => expect(mask).toMatch(/^[א-ת]+$/),
  },
  'characters of two code units': {
    options: { characters: '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗' },
    values: textOf('𝟎𝟏𝟐𝟗', 6, 20),
    accepts: (mask, value) => {
      expect(mask).toHaveLength(value.length);
      expect(mask).toMatch(/^[𝟎-𝟗]+$/u);
    },
  },
});

describe('fpe.ff1', () => {
  const maskOne = (value: string, options = {}, context = testContext()) =>
    fpeFf1.create(
      options,
      context,
    )({ values: [value], other: () => [], masked: () => [], firstRow: 0 })[0];

  it('keeps leading zeros and the whole length', () => {
    const masks = Array.from({ length: 50 }, (_, i) => maskOne(`00000${i}`.slice(-6)));
    expect(new Set(masks).size).toBe(50);
    for (const mask of masks) expect(mask).toMatch(/^\d{6}$/);
    expect(maskOne('0'.repeat(4096))).toMatch(/^\d{4096}$/);
  });

  it('masks the same digits alike however they are separated', () => {
    expect(maskOne('4929-1234-5678')?.replaceAll('-', '')).toBe(maskOne('492912345678'));
  });

  it('refuses what would be readable or guessed, and names no value', () => {
    const message = (value: string): string => {
      try {
        return `masked as ${maskOne(value)}`;
      } catch (error) {
        return String(error);
      }
    };
    expect(message('12345')).toMatch(/^MaskError: people\.value: fpe\.ff1 found a value of 5/);
    expect(message('1'.repeat(4097))).toMatch(/value of 4097 characters/);
    for (const value of ['AB-1234567', '123456é', '１２３４５６７', '1234567\u0301'])
      expect(message(value)).toBe(
        'MaskError: people.value: fpe.ff1 found a value with characters that are not in its alphabet - choose another alphabet, char.scramble or hash.hmac',
      );
  });

  it('is another permutation under another key', () => {
    expect(maskOne('123456789012')).not.toBe(
      maskOne('123456789012', {}, testContext({ key: testKey(3) })),
    );
  });

  it('refuses an alphabet that names a character twice or only one', () => {
    for (const characters of ['aa', 'a', 'a\nb'])
      expect(fpeFf1.options.safeParse({ characters }).success).toBe(false);
  });
});
