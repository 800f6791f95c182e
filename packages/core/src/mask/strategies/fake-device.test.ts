import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luhnDigit } from '../../locales/safe-ranges.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { manyTexts, maskTexts } from '../testing/mask-texts.ts';
import { fakeDevice } from './fake-device.ts';

const UUID8 = /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;
const expectTestImei = (mask: string): void => {
  expect(mask).toMatch(/^00\d{13}$/);
  expect(Number(mask.at(-1))).toBe(luhnDigit(mask.slice(0, -1)));
};
const serials = fc.stringMatching(/^[A-Z]{2}\d{4}-[a-z]\d{3}$/);

describeStrategy(fakeDevice, {
  'serial numbers': {
    values: serials,
    accepts: (mask) => expect(mask).toMatch(/^[A-Z]{2}\d{4}-[a-z]\d{3}$/),
  },
  IMEI: {
    options: { kind: 'imei' },
    values: fc.stringMatching(/^35\d{13}$/),
    accepts: expectTestImei,
  },
  UUID: {
    options: { kind: 'uuid' },
    values: fc.uuid(),
    accepts: (mask) => expect(mask).toMatch(UUID8),
  },
  'told by the value, by owner': {
    options: { by: 'owner' },
    values: fc.oneof(fc.uuid(), fc.stringMatching(/^35\d{13}$/)),
    accepts(mask, value) {
      if (value.includes('-')) expect(mask).toMatch(UUID8);
      else expectTestImei(mask);
    },
  },
  'any text': { accepts: (mask) => expect(typeof mask).toBe('string') },
});

describe('fake.device', () => {
  it('keeps the punctuation of an IMEI and the case of a UUID', () => {
    const [imei, uuid] = maskTexts(fakeDevice, [
      '35-209900-176148-1',
      'C56A4180-65AA-42EC-A945-5FD21DEC0538',
    ]);
    expect(imei).toMatch(/^00-\d{6}-\d{6}-\d$/);
    expect(uuid).toMatch(UUID8);
    expect(uuid).toBe(uuid?.toUpperCase());
  });

  it('gives ten thousand IMEIs of equipment under test', () => {
    const masks = maskTexts(fakeDevice, manyTexts('35#############'));
    for (const mask of masks) expectTestImei(mask);
  });

  it('fits a column of UUIDs where it makes them', () => {
    expect(fakeDevice.fits({ kind: 'uuid' }, 'uuid')).toBe(true);
    expect(fakeDevice.fits({}, 'uuid')).toBe(false);
  });
});
