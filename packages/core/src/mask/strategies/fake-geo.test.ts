import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { manyTexts, maskTexts } from '../testing/mask-texts.ts';
import { fakeGeo } from './fake-geo.ts';

const coordinate = fc.stringMatching(/^-?\d{1,2}\.\d{3,6}$/);
const inSea = (latitude: string, longitude: string): void => {
  expect(Math.abs(Number(latitude) + 49)).toBeLessThanOrEqual(5);
  expect(Math.abs(Number(longitude) + 123)).toBeLessThanOrEqual(7);
};

describeStrategy(fakeGeo, {
  'any text': {
    accepts(mask) {
      const [first = '', second = ''] = mask.match(/-?\d+\.\d{5}/g) ?? [];
      if (mask.startsWith('POINT')) inSea(second, first);
      else inSea(first, second);
    },
  },
  latitude: {
    options: { part: 'latitude' },
    values: coordinate,
    accepts: (mask) => inSea(mask, '-120'),
  },
  'longitude with few decimals, by owner': {
    options: { part: 'longitude', decimals: 2, by: 'owner' },
    values: coordinate,
    accepts(mask) {
      inSea('-50', mask);
      expect(mask).toMatch(/^-1\d\d\.\d\d$/);
    },
  },
});

describe('fake.geo', () => {
  it('keeps latitude and longitude of one owner together', () => {
    const owners = manyTexts('owner ####', 50);
    const mask = (part: string): readonly string[] =>
      maskTexts(fakeGeo, owners, { options: { part, by: 'id' }, others: owners });
    const [latitudes, longitudes] = [mask('latitude'), mask('longitude')];
    expect(mask('pair')).toEqual(latitudes.map((one, row) => `${one},${longitudes[row]}`));
  });

  it('writes points as the value does', () => {
    const [spaced, point] = maskTexts(fakeGeo, ['48.1, 11.5', 'POINT(11.5 48.1)']);
    expect(spaced).toMatch(/^-\d\d\.\d{5}, -1\d\d\.\d{5}$/);
    expect(point).toMatch(/^POINT\(-1\d\d\.\d{5} -\d\d\.\d{5}\)$/);
  });

  it('stays in the open sea ten thousand times', () => {
    for (const mask of maskTexts(fakeGeo, manyTexts('##.####,##.####'))) {
      const [latitude = '', longitude = ''] = mask.split(',');
      inSea(latitude, longitude);
    }
  });

  it('fits columns of numbers, but for pairs', () => {
    expect(fakeGeo.fits({ part: 'latitude' }, 'numeric(9,6)')).toBe(true);
    expect(fakeGeo.fits({}, 'numeric(9,6)')).toBe(false);
    expect(fakeGeo.fits({ part: 'latitude' }, 'date')).toBe(false);
  });
});
