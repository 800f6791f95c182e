import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext } from '../testing/test-context.ts';
import { dict } from './dict.ts';

const map = { gold: 'A', silver: 'B', ברונזה: 'C', '': 'none' };

/** Every mask is a value too, so that masks can be masked. */
const CIRCLE = { gold: 'silver', silver: 'ברונזה', ברונזה: '', '': 'gold' };

describeStrategy(dict, {
  'all values known': {
    options: { map: CIRCLE },
    values: fc.constantFrom(...Object.keys(CIRCLE)),
    accepts: (mask) => expect(Object.values(CIRCLE)).toContain(mask),
  },
});

describe('dict', () => {
  const maskAll = (values: readonly (string | null)[], onMiss?: string) =>
    dict.create(
      { map, ...(onMiss === undefined ? {} : { onMiss }) },
      testContext(),
    )({
      values,
      other: () => [],
      masked: () => [],
      firstRow: 10,
    });

  it('does with other values as it is told', () => {
    const values = ['gold', 'Gold', null, '', '__proto__', 'constructor'];
    expect(maskAll(values, 'null')).toEqual(['A', null, null, 'none', null, null]);
    expect(maskAll(values, 'keep')).toEqual(['A', 'Gold', null, 'none', ...values.slice(4)]);
    expect(maskAll(values, 'redact').slice(0, 4)).toEqual(['A', '[REDACTED]', null, 'none']);
  });

  it('stops at another value, and names its row but not the value', () => {
    expect(() => maskAll(['gold', 'secret'])).toThrow(
      'people.value: dict found a value that is not in its map, in row 12 of the source - add it, or set onMiss',
    );
  });

  it('tells of the map what holds for all values', () => {
    expect(dict.propertiesWith({ map }).injective).toBe(true);
    expect(dict.propertiesWith({ map: { a: 'x', b: 'x' } }).injective).toBe(false);
    expect(dict.propertiesWith({ map, onMiss: 'keep' }).injective).toBe(false);
    expect(dict.nested({ map, onMiss: 'null' })).toEqual([{ mask: 'null' }]);
    expect(dict.nested({ map })).toEqual([]);
    expect(dict.width({ map })).toBe(4);
    expect(dict.capacity({ map }, 'en')).toBe(4);
  });

  it('takes a map of any size', () => {
    const large = Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`v${i}`, `m${i}`]));
    expect(dict.width({ map: large })).toBe(7);
  });

  it('refuses a map that keeps a value, and an empty one', () => {
    expect(dict.options.safeParse({ map: { a: 'a' } }).success).toBe(false);
    expect(dict.options.safeParse({ map: {} }).success).toBe(false);
  });
});
