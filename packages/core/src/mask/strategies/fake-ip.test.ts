import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { manyTexts, maskTexts } from '../testing/mask-texts.ts';
import { fakeIp } from './fake-ip.ts';

const DOCUMENTATION =
  /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/;
const BENCHMARKS = /^198\.1[89](?:\.(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])){2}$/;
const IPV6 = /^2001:db8(?::(?:0|[1-9a-f][\da-f]{0,3})){6}$/;

describeStrategy(fakeIp, {
  IPv4: { values: fc.ipV4(), accepts: (mask) => expect(mask).toMatch(DOCUMENTATION) },
  IPv6: { values: fc.ipV6(), accepts: (mask) => expect(mask).toMatch(IPV6) },
  'wide, by owner': {
    options: { overflow: 'widen', by: 'owner' },
    values: fc.ipV4(),
    accepts: (mask) => expect(mask).toMatch(BENCHMARKS),
  },
  'any text': {
    accepts: (mask, value) => {
      if (!value.includes(':')) expect(mask.replace(/\/\d+$/, '')).toMatch(DOCUMENTATION);
    },
  },
});

describe('fake.ip', () => {
  const addresses = manyTexts('##.1##.##.1##');

  it('uses all addresses for documentation and no others', () => {
    const masks = maskTexts(fakeIp, addresses);
    for (const mask of masks) expect(mask).toMatch(DOCUMENTATION);
    expect(new Set(masks).size).toBe(fakeIp.capacity({}, 'en'));
  });

  it('has more room where that is asked for', () => {
    const masks = maskTexts(fakeIp, addresses, { options: { overflow: 'widen' } });
    for (const mask of masks) expect(mask).toMatch(BENCHMARKS);
    // 10,000 of 131,072: the birthday bound leaves 9,630.
    expect(new Set(masks).size).toBeGreaterThan(0.95 * new Set(addresses).size);
    expect(fakeIp.capacity({ overflow: 'widen' }, 'en')).toBe(131_072);
  });

  it('keeps the length of a network, and nothing of what is no address', () => {
    const [network, other] = maskTexts(fakeIp, ['10.1.0.0/16', 'room 12/16']);
    expect(network).toMatch(/^\d+\.\d+\.\d+\.\d+\/16$/);
    expect(other).toMatch(DOCUMENTATION);
  });

  it('fits a column of addresses', () => {
    expect([fakeIp.fits({}, 'inet'), fakeIp.fits({}, 'integer')]).toEqual([true, false]);
  });
});
