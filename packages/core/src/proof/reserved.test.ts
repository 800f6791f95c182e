import { describe, expect, it } from 'vitest';
import { reservedRange } from './reserved.ts';

const CASES: readonly (readonly [
  type: string,
  inside: readonly string[],
  outside: readonly string[],
])[] = [
  [
    'email',
    ['a@example.com', 'A@Mail.Example.ORG', 'x@c1.example.net', 'q@host.test'],
    ['a@gmail.com', 'a@example.com.evil.io'],
  ],
  [
    'url',
    ['https://example.com/a?b', 'http://u:p@www.example.org:8080/x', 'ftp://h.invalid'],
    ['https://github.com', 'https://example.com.io/'],
  ],
  [
    'phone',
    [
      '+12125550123',
      '(212) 555-0199',
      '07700 900123',
      '+44 7700 900123',
      '+33199001234',
      '+1 212 555 0123 x99',
    ],
    ['+12125551234', '07700 800123', '+4915112345678'],
  ],
  [
    'ip-address',
    ['192.0.2.7', '198.51.100.1', '203.0.113.255', '198.18.3.4', '2001:db8::1', '192.0.2.0/24'],
    ['8.8.8.8', '192.0.3.1', '2001:4860::1'],
  ],
  [
    'mac-address',
    ['00:00:5E:00:53:0a', '02-00-00-00-00-01', 'aabbccddeeff'],
    ['00:1a:2b:3c:4d:5e'],
  ],
  [
    'us-ssn',
    ['900-01-0001', '000-12-3456', '666-12-3456', '999490001'],
    ['123-45-6789', '900-70-1234'],
  ],
  [
    'card',
    ['9912345678901234', '4111 1111 1111 1111', '4539-1488-0343-6468'],
    ['4539148803436467'],
  ],
  ['iban', ['DE00000000000000000000'], ['DE89370400440532013000', 'GB82WEST12345698765432']],
];

describe('reservedRange', () => {
  it.each(CASES)('%s', (type, inside, outside) => {
    const isReserved = reservedRange(type);
    for (const value of inside) expect(isReserved?.(value), value).toBe(true);
    for (const value of outside) expect(isReserved?.(value), value).toBe(false);
  });

  it.each(CASES)('%s: tokens are of nobody', (type) => {
    const isReserved = reservedRange(type);
    const tokens = [
      '390cc5afef2bc8fb7edb019fdb390121',
      '9012c5af-ef2b-48fb-9edb-019fdb390124',
      'wcs3qhxk2m7yd4gupz5tfv6b',
      'bB3rTZkPgY6nonFMRcFXORcILw',
      'ad35ef2bc8fb7edb019fdb390121abcd',
      '[EMAIL-3f9a]',
    ];
    for (const token of tokens) expect(isReserved?.(token), token).toBe(true);
  });

  it('has none for names', () => {
    expect(reservedRange('full-name')).toBeUndefined();
    expect(reservedRange('toString')).toBeUndefined();
  });
});
