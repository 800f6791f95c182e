import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskTexts } from '../testing/mask-texts.ts';
import { fakeUrl } from './fake-url.ts';

const SAFE = /^(?:(?:https?|ftps?|wss?|sftp|ssh|git):\/\/)?example\.(?:com|net|org)\/[a-z2-7]{13}$/;
const MAPPED = /^(?:https?:\/\/)?c[a-z2-7]{12}\.example\.com\/[a-z2-7]{13}$/;

describeStrategy(fakeUrl, {
  'any text': { accepts: (mask) => expect(mask).toMatch(SAFE) },
  URLs: {
    values: fc.webUrl({ withFragments: true, withQueryParameters: true }),
    accepts: (mask) => expect(mask).toMatch(SAFE),
  },
  'mapped hosts': {
    options: { host: 'map' },
    values: fc.webUrl(),
    accepts: (mask) => expect(mask).toMatch(MAPPED),
  },
});

describe('fake.url', () => {
  it('keeps usual schemes and no others', () => {
    const masks = maskTexts(fakeUrl, [
      'HTTP://a.com',
      'anna-smith://b',
      'www.c.com/x',
      'ftp://d.com',
    ]);
    expect(masks.map((mask) => mask.replace(/example.*/, ''))).toEqual([
      'http://',
      'https://',
      '',
      'ftp://',
    ]);
  });

  it('keeps paths apart that differ in case alone', () => {
    expect(new Set(maskTexts(fakeUrl, ['https://a.com/X', 'https://a.com/x'])).size).toBe(2);
  });

  it('keeps URLs of one host together where asked', () => {
    const values = ['https://a.com/1', 'https://a.com/2', 'https://b.com/1'];
    const hosts = maskTexts(fakeUrl, values, { options: { host: 'map' } }).map(
      (mask) => mask.split('/')[2],
    );
    expect(hosts[0]).toBe(hosts[1]);
    expect(hosts[0]).not.toBe(hosts[2]);
  });
});
