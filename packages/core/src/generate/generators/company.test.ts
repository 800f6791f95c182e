import { expect } from 'vitest';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { buzzPhrase, catchPhrase, companyName } from './company.ts';

describeGenerator(companyName, {
  'default options': {
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/ - | and |(Group|Inc|LLC|and Sons)$/),
  },
  'weighted and several forms': {
    locale: 'it',
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/\S/),
  },
});

const threeWords = (value: unknown) =>
  expect(String(value).split(' ').length).toBeGreaterThanOrEqual(3);
describeGenerator(catchPhrase, { 'default options': { uniqueRows: true, accepts: threeWords } });
describeGenerator(buzzPhrase, { 'default options': { uniqueRows: true, accepts: threeWords } });
