import { expect } from 'vitest';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column } from '../../testing/requests.ts';
import { buildingNumber, street, streetAddress } from './location-street.ts';

describeGenerator(street, {
  'default options': {
    uniqueRows: true,
    accepts: (value) =>
      expect(value).toMatch(
        /^(\d+(th|st|nd|rd)|[A-Z][\w'’.-]*)( (\d+(th|st|nd|rd)|[A-Z][\w'’.-]*))*$/,
      ),
  },
  'one list': { locale: 'de', accepts: (value) => expect(value).toMatch(/^\S/) },
  'numbers in place of names': {
    locale: 'ja',
    accepts: (value) => expect(value).toMatch(/^[1-9]丁目[1-9]番[1-9]号$/),
  },
});

describeGenerator(streetAddress, {
  'number first': {
    columns: { street: column('location.street'), number: column('location.buildingNumber') },
    generators: [street, buildingNumber],
    accepts: (value, row) => expect(value).toBe(`${row.number} ${row.street}`),
  },
  'number last': {
    locale: 'de',
    columns: { street: column('location.street'), number: column('location.buildingNumber') },
    generators: [street, buildingNumber],
    accepts: (value, row) => expect(value).toBe(`${row.street} ${row.number}`),
  },
});

describeGenerator(buildingNumber, {
  'without the comma before it': {
    locale: 'es',
    columns: { address: column('location.streetAddress') },
    generators: [streetAddress],
    accepts: (value, row) => {
      expect(value).toMatch(/^(\d{1,2}|s\/n\.)$/);
      expect(String(row.address).endsWith(String(value))).toBe(true);
    },
  },
  'default options': { accepts: (value) => expect(value).toMatch(/^[1-9]\d{2,4}$/) },
  'with letters': {
    locale: 'de',
    accepts: (value) => expect(value).toMatch(/^[1-9]\d{0,2}[abc]?$/),
  },
});
