import { expect } from 'vitest';
import { loadLocale } from '../../locales/load-locale.ts';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column } from '../../testing/requests.ts';
import {
  colorName,
  department,
  product,
  productMaterial,
  productName,
} from './commerce-products.ts';

const english = await loadLocale('en');
const french = await loadLocale('fr');
const threeWords = (value: unknown) => expect(value).toMatch(/^[A-Z]\w+ [A-Z]\w+ [A-Z]\w+$/);

describeGenerator(product, {
  'default options': { uniqueRows: true, accepts: threeWords },
  'in a language without words of its own': { locale: 'sk', accepts: threeWords },
});
describeGenerator(productName, { "by Faker's name": { accepts: threeWords } });
describeGenerator(productMaterial, {
  'is in the name': {
    columns: { name: column('commerce.product') },
    generators: [product],
    accepts: (value, row) => expect(String(row.name).split(' ')[1]).toBe(value),
  },
});
describeGenerator(department, {
  'in French': {
    locale: 'fr',
    accepts: (value) => expect(french.list('commerce.department')).toContain(value),
  },
});
describeGenerator(colorName, {
  'default options': { accepts: (value) => expect(english.list('color.human')).toContain(value) },
});
