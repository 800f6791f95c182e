import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isSafeDomain,
  LOCAL_MAC_SECOND_DIGITS,
  luhnDigit,
  SAFE_BIC,
  SAFE_CARD,
  SAFE_IPV4,
  SAFE_IPV4_OVERFLOW,
  SAFE_IPV6,
  SAFE_MAC,
  SAFE_SSN,
  TEST_CARDS,
} from './safe-ranges.ts';

const dotted = (address: number) =>
  [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');

describe('domains', () => {
  test.each(['example.com', 'EXAMPLE.org', 'mail.example.net', 'acme.test', 'a.b.example'])(
    '%s reaches nobody',
    (domain) => expect(isSafeDomain(domain)).toBe(true),
  );

  test.each(['gmail.com', 'myexample.com', 'example.com.evil.org', 'test.de', ''])(
    '%s may reach somebody',
    (domain) => expect(isSafeDomain(domain)).toBe(false),
  );
});

test('IPv4 blocks are those of RFC 5737 and RFC 2544', () => {
  const ends = SAFE_IPV4.map(({ first, count }) => [dotted(first), dotted(first + count - 1)]);
  expect(ends).toEqual([
    ['192.0.2.0', '192.0.2.255'],
    ['198.51.100.0', '198.51.100.255'],
    ['203.0.113.0', '203.0.113.255'],
  ]);
  const { first, count } = SAFE_IPV4_OVERFLOW;
  expect([dotted(first), dotted(first + count - 1)]).toEqual(['198.18.0.0', '198.19.255.255']);
});

test('IPv6 prefix and free groups make an address', () => {
  const groups = SAFE_IPV6.prefix.split(':');
  expect(groups.length + SAFE_IPV6.freeGroups).toBe(8);
  expect(groups.length * 16).toBe(SAFE_IPV6.prefixBits);
});

test('MAC addresses are documentation or local unicast ones', () => {
  expect(SAFE_MAC.prefix.split(':').length + SAFE_MAC.freeOctets).toBe(6);
  for (const digit of LOCAL_MAC_SECOND_DIGITS) expect(Number.parseInt(digit, 16) & 3).toBe(2);
});

test('social security numbers keep off areas in use and off ITIN groups', () => {
  expect(SAFE_SSN.area).toEqual([900, 999]);
  expect(SAFE_SSN.group[1]).toBeLessThan(50);
  const [areas, groups, serials] = [SAFE_SSN.area, SAFE_SSN.group, SAFE_SSN.serial].map(
    ([low, high]) => high - low + 1,
  );
  expect(SAFE_SSN.capacity).toBe((areas ?? 0) * (groups ?? 0) * (serials ?? 0));
});

describe('cards', () => {
  test.each([...TEST_CARDS])('$network $number passes the Luhn test', ({ number }) => {
    expect(luhnDigit(number.slice(0, -1))).toBe(Number(number.at(-1)));
  });

  test('the Luhn digit catches every single wrong digit', () => {
    const digits = fc.stringMatching(/^\d{1,18}$/);
    fc.assert(
      fc.property(digits, fc.nat(), fc.integer({ min: 1, max: 9 }), (number, where, shift) => {
        const at = where % number.length;
        const wrong = (Number(number[at]) + shift) % 10;
        const other = number.slice(0, at) + wrong + number.slice(at + 1);
        expect(luhnDigit(other)).not.toBe(luhnDigit(number));
      }),
    );
  });

  test('made-up cards have the length of a card and the number of no network', () => {
    expect(SAFE_CARD.prefix.length + SAFE_CARD.freeDigits + 1).toBe(SAFE_CARD.length);
    expect(SAFE_CARD.prefix).toMatch(/^99/);
    for (const { number } of TEST_CARDS) expect(number.startsWith(SAFE_CARD.prefix)).toBe(false);
  });
});

test('BICs are test codes of eight characters', () => {
  for (const bank of SAFE_BIC.bankCodes) {
    for (const first of SAFE_BIC.locationFirst) {
      expect(`${bank}DE${first}${SAFE_BIC.locationSecond}`).toMatch(/^[A-Z]{6}[A-NP-Z2-9]0$/);
    }
  }
});
