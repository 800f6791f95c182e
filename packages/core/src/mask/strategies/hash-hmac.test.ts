import { createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext } from '../testing/test-context.ts';
import { hashHmac } from './hash-hmac.ts';

describeStrategy(hashHmac, {
  'default options': { accepts: (mask) => expect(mask).toMatch(/^[\da-f]{32}$/) },
  'short hex': { options: { length: 8 }, accepts: (mask) => expect(mask).toMatch(/^[\da-f]{8}$/) },
  base32: {
    options: { length: 26, encoding: 'base32' },
    accepts: (mask) => expect(mask).toMatch(/^[a-z2-7]{26}$/),
  },
  'UUIDs of version 8': {
    options: { encoding: 'uuid8' },
    accepts: (mask) =>
      expect(mask).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
  },
  'spellings of one value': {
    options: { normalise: 'identity' },
    accepts: (mask) => expect(mask).toMatch(/^[\da-f]{32}$/),
  },
  'longer than one digest': {
    options: { length: 64, encoding: 'base64url' },
    accepts: (mask) => expect(mask).toMatch(/^[\w-]{64}$/),
  },
});

describe('hash.hmac', () => {
  it('is HMAC-SHA-256 under a sub-key of its own (RFC 2104, RFC 5869)', () => {
    const key = new Uint8Array(32).fill(1);
    const subKey = hkdfSync('sha256', key, '', 'rowmill/mask/v1/hash.hmac', 32);
    const expected = createHmac('sha256', new Uint8Array(subKey)).update('Ann').digest('hex');
    const mask = hashHmac.create({ length: 64 }, testContext());
    expect(mask({ values: ['Ann'], other: () => [], masked: () => [], firstRow: 0 })).toEqual([
      expected,
    ]);
  });

  it('tells letter case and blanks apart, as keys do', () => {
    const mask = hashHmac.create({}, testContext());
    const masks = mask({
      values: ['a', 'A', 'a ', ''],
      other: () => [],
      masked: () => [],
      firstRow: 0,
    });
    expect(new Set(masks).size).toBe(4);
  });

  it('claims injectivity only for tokens long enough', () => {
    expect(hashHmac.propertiesWith({ length: 15 }).injective).toBe(true);
    expect(hashHmac.propertiesWith({ length: 14 }).injective).toBe(false);
    expect(hashHmac.propertiesWith({ length: 10, encoding: 'base64url' }).injective).toBe(true);
  });

  it.each([
    ['email', ['ann@x.com', ' ANN@x.com', 'Ann Lee <ann@X.com>', 'mailto:ann@x.com']],
    [
      'phone',
      ['+12125550123', '001 212 555-0123', '+1 (212) 555.0123', '\u202a+١٢١٢٥٥٥٠١٢٣\u202c'],
    ],
    ['digits', ['4929123412341234', '4929-1234 1234/1234', 'PAN ４९２९123412341234']],
    ['digits', ['0123456789', '٠١٢٣٤٥٦٧٨٩', '०१२३४५६७८९', '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗', '০১২৩৪৫৬৭৮৯']],
    ['identity', ['José  Díaz', ' jose\u0301 díaz']],
  ])('gives spellings of one %s one token', (normalise, values) => {
    const mask = hashHmac.create({ normalise }, testContext());
    const column = { values: [...values, 'other 7'], other: () => [], masked: () => [] };
    const masks = mask({ ...column, firstRow: 0 });
    expect(new Set(masks.slice(0, -1)).size).toBe(1);
    expect(new Set(masks).size).toBe(2);
    expect(hashHmac.propertiesWith({ normalise }).injective).toBe(false);
  });

  it('tells texts without digits apart, of which only digits count', () => {
    const mask = hashHmac.create({ normalise: 'digits' }, testContext());
    const values = ['n/a', 'unknown', '', '0', 'UNKNOWN '];
    const masks = mask({ values, other: () => [], masked: () => [], firstRow: 0 });
    expect(new Set(masks).size).toBe(4);
    expect(masks[4]).toBe(masks[1]);
  });

  it('fits columns of UUIDs, and leaves the length of one to it', () => {
    expect(hashHmac.fits({ encoding: 'uuid8' }, 'uuid')).toBe(true);
    expect(hashHmac.width({ encoding: 'uuid8' })).toBe(36);
    expect(hashHmac.propertiesWith({ encoding: 'uuid8' }).injective).toBe(true);
    expect(hashHmac.options.safeParse({ encoding: 'uuid8', length: 20 }).success).toBe(false);
  });
});
