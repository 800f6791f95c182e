import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext } from '../testing/test-context.ts';
import { permuteUuid } from './permute-uuid.ts';

/** Version and variant: the thirteenth digit, and the upper two bits of the seventeenth. */
const kindOf = (uuid: string): string => {
  const digits = uuid.replaceAll('-', '');
  return `${digits[12]} ${Number.parseInt(digits[16] ?? '', 16) >> 2}`;
};

describeStrategy(permuteUuid, {
  'UUIDs of all versions': {
    values: fc.uuid(),
    accepts: (mask, value) => {
      expect(mask).toMatch(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/);
      expect(kindOf(mask)).toBe(kindOf(value));
    },
  },
  'without hyphens': {
    values: fc.uuid().map((uuid) => uuid.replaceAll('-', '')),
    accepts: (mask, value) => {
      expect(mask).toMatch(/^[\da-f]{32}$/);
      expect(kindOf(mask)).toBe(kindOf(value));
    },
  },
  'what is reserved': {
    values: fc
      .tuple(fc.constantFrom('0', 'f'), fc.nat(255))
      .map(([digit, last]) => `${digit.repeat(30)}${last.toString(16).padStart(2, '0')}`),
    accepts: (mask, value) => expect(kindOf(mask)).toBe(kindOf(value)),
  },
});

describe('permute.uuid', () => {
  const maskOne = (value: string) =>
    permuteUuid.create(
      {},
      testContext(),
    )({
      values: [value],
      other: () => [],
      masked: () => [],
      firstRow: 0,
    })[0] ?? '';

  it('masks a UUID alike in any spelling', () => {
    const uuid = '0189b5a4-7c3e-7def-8abc-0123456789ab';
    expect(maskOne(uuid.toUpperCase())).toBe(maskOne(uuid));
    expect(maskOne(uuid.replaceAll('-', ''))).toBe(maskOne(uuid).replaceAll('-', ''));
  });

  it('leaves nothing of neighbours', () => {
    const masks = Array.from({ length: 16 }, (_, i) =>
      maskOne(`0189b5a4-7c3e-7def-8abc-0123456789a${i.toString(16)}`),
    );
    for (const part of [0, 1, 3, 4])
      expect(new Set(masks.map((mask) => mask.split('-')[part])).size).toBeGreaterThan(12);
  });

  it('refuses what is no UUID, and names no value', () => {
    expect(maskOne('')).toBe('');
    for (const value of [' ', 'abc', '{0189b5a4-7c3e-7def-8abc-0123456789ab}', '0'.repeat(33)])
      expect(() => maskOne(value)).toThrow(
        'people.value: permute.uuid found a value that is no UUID - use hash.hmac, or fpe.ff1 for other codes',
      );
  });

  it('fits columns of UUIDs', () => {
    expect(['uuid', 'UUID', 'integer'].map((type) => permuteUuid.fits({}, type))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
