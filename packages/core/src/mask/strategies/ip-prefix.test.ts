import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIp, writeIp } from '../ip-bytes.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { ipPrefix } from './ip-prefix.ts';

describeStrategy(ipPrefix, {
  IPv4: {
    values: fc.ipV4(),
    accepts: (mask, value) =>
      expect(mask).toBe(`${value.split('.').slice(0, 3).map(Number).join('.')}.0`),
  },
  IPv6: { values: fc.ipV6(), accepts: (mask) => expect(isIPv6(mask)).toBe(true) },
});

describe('ip.prefix', () => {
  it.each([
    ['203.0.113.77', {}, '203.0.113.0'],
    ['203.0.113.77', { v4: 16 }, '203.0.0.0'],
    ['203.0.113.77', { v4: 20 }, '203.0.112.0'],
    ['203.0.113.77', { v4: 0, suffix: true }, '0.0.0.0/0'],
    ['203.0.113.77', { v4: 32 }, '203.0.113.77'],
    ['203.0.113.77/32', { suffix: true }, '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', {}, '2001:db8:1::'],
    ['2001:0DB8:0001::7', { suffix: true }, '2001:db8:1::/48'],
    ['fe80::1%eth0', { v6: 64 }, 'fe80::'],
    ['::ffff:203.0.113.77', {}, '::ffff:203.0.113.0'],
    ['::', {}, '::'],
    ['2001:db8:0:0:1:0:0:1', { v6: 128 }, '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', { v6: 128 }, '2001:db8:0:1:1:1:1:1'],
  ])('makes %s, with %o, %s', (value, options, mask) => {
    expect(maskWith(ipPrefix, [value], { options })).toEqual([mask]);
  });

  it.each(['300.1.2.3', '1.2.3', '01.2.3.4', '1::2::3', ':1', '1:2:3', 'host', '12345::'])(
    'refuses "%s" without a word of it',
    (value) => {
      const mask = (): unknown => maskWith(ipPrefix, [value]);
      expect(mask).toThrow('people.value: a value is no IPv4 or IPv6 address');
      expect(mask).not.toThrow(value);
    },
  );

  it('reads the same addresses as Node, and writes what it reads', () => {
    const alphabet = fc.constantFrom(...'0123456789abcdf:.:.');
    const near = fc.string({ unit: alphabet, maxLength: 20 });
    fc.assert(
      fc.property(fc.oneof(near, fc.ipV4(), fc.ipV6()), (text) => {
        const bytes = parseIp(text);
        expect(bytes !== undefined).toBe(isIPv4(text) || isIPv6(text));
        if (bytes !== undefined) expect(parseIp(writeIp(bytes))).toEqual(bytes);
      }),
      { numRuns: 1000 },
    );
  });
});
