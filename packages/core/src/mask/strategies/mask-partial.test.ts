import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext } from '../testing/test-context.ts';
import { maskPartial } from './mask-partial.ts';

const lengthOf = (text: string): number => Array.from(text).length;

describeStrategy(maskPartial, {
  'default options': { accepts: (mask) => expect(mask).toBe('*****') },
  'length kept': {
    options: { keepLength: true, character: '█' },
    accepts: (mask, value) => expect(mask).toBe('█'.repeat(lengthOf(value))),
  },
  'ends kept': {
    options: { keepFirst: 1, keepLast: 2 },
    accepts: (mask, value) => {
      if (lengthOf(value) <= 3) expect(mask).toBe('*****');
      else expect(mask).toMatch(/^.\*{5}.{2}$/su);
    },
  },
});

describe('mask.partial', () => {
  const maskOne = (value: string, options: object): string | null | undefined =>
    maskPartial.create(
      options,
      testContext(),
    )({ values: [value], other: () => [], masked: () => [], firstRow: 0 })[0];

  it.each([
    ['4929-1234', { keepLast: 4 }, '*****1234'],
    ['4929-1234', { keepLast: 4, keepLength: true }, '*****1234'],
    ['Ann', { keepFirst: 1, keepLength: true, character: '#' }, 'A##'],
    ['Ann', { keepFirst: 3 }, '*****'],
    ['Ann', { keepFirst: 2, keepLast: 1, keepLength: true }, '***'],
    ['😀😁😂', { keepLast: 1, keepLength: true }, '**😂'],
    ['', { keepLength: true }, ''],
  ])('masks %s with %o as %s', (value, options, mask) => {
    expect(maskOne(value, options)).toBe(mask);
  });

  it('says that it reveals a part of the value when it keeps one', () => {
    expect(maskPartial.propertiesWith({ keepLast: 4 }).reveals).toBe('value');
  });

  it('says that it tells the length where it keeps it', () => {
    const leaksOf = (options: object) => maskPartial.propertiesWith(options).leaks;
    expect(leaksOf({})).toEqual(['nulls']);
    expect(leaksOf({ keepLength: true })).toEqual(['length', 'nulls']);
    expect(leaksOf({ keepLast: 1 })).not.toContain('length');
    expect(leaksOf({ keepLast: 1, keepLength: true })).toContain('length');
  });

  it('refuses what is not one visible character', () => {
    for (const character of ['', '**', '\n', '\u0301']) {
      expect(maskPartial.options.safeParse({ character }).success).toBe(false);
    }
  });
});
