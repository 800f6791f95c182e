import { expect } from 'vitest';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { firstName, fullName, lastName } from './person-names.ts';

const oneWord = /^\p{L}[\p{L}'’.-]+$/u;

describeGenerator(firstName, {
  'default options': { uniqueRows: true, accepts: (value) => expect(value).toMatch(oneWord) },
  'another person, in German': {
    locale: 'de',
    options: { entity: 'seller' },
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/^\p{L}[\p{L} .-]*$/u),
  },
});

describeGenerator(lastName, {
  'default options': { accepts: (value) => expect(value).toMatch(oneWord) },
  'two family names, as in Spain': {
    locale: 'es',
    uniqueRows: true,
    accepts: (value) => expect(String(value).split(' ').length).toBeGreaterThan(1),
  },
});

describeGenerator(fullName, {
  'default options': {
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/^\p{L}[\p{L}'’.-]+ \p{L}[\p{L}'’.-]+$/u),
  },
  'family name first, no blank between': {
    locale: 'zh_CN',
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/^\p{Script=Han}{2,5}$/u),
  },
  'family name of its sex': {
    locale: 'ru',
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/^\p{Script=Cyrillic}+ [\p{Script=Cyrillic}-]+$/u),
  },
});
