import fc from 'fast-check';
import { column } from './requests.ts';

/** Text with everything that some form has to escape, every length of UTF-8, and lengths around 16, 32 and 256 bytes. */
const anyText = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...'"\'\\,;|\t\n\r\b\f\u0000 =+-@aZ09é漢😀\u007f\uffff'),
    maxLength: 20,
  }),
  fc.string({ unit: fc.constantFrom('a', 'é', '漢', '"'), minLength: 12, maxLength: 40 }),
  fc.string({ unit: fc.constantFrom('x', 'ß', '\\'), minLength: 250, maxLength: 300 }),
);

const share = fc.constantFrom(0, 0.1, 0.5, 0.95);

/** Columns that other columns of the same table may read: `t0` is text, `n0` and `n1` are numbers. */
const sources = fc.record({
  texts: fc.array(anyText, { minLength: 1, maxLength: 40 }),
  scale: fc.integer({ min: 0, max: 6 }),
  min: fc.integer({ min: -1e6, max: 0 }),
});

const free = fc.oneof(
  fc.constantFrom(
    column('uuid'),
    column('uuidv7'),
    column('ulid'),
    column('sequence'),
    column('boolean'),
    column('person.fullName'),
    column('internet.email'),
    column('internet.email', {}, { unique: true }),
    column('phone.number'),
    column('location.street'),
    column('date.birth'),
    column('date.between', { from: '1900-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' }),
    column('text.sentence'),
    column('text.paragraph'),
    column('number.bigint'),
    column('number.float', { min: -1e6, max: 1e9 }),
    column('number.float', { distribution: 'lognormal', mean: 2, sigma: 3 }),
    column('number.int', { distribution: 'zipf', exponent: 1.2, max: 100_000 }),
    column('number.int', { min: -(2 ** 50), max: 2 ** 50 }),
    column('finance.iban'),
    column('commerce.ean13'),
    column('array', { of: 'person.fullName', min: 0, max: 5 }),
    column('object', { fields: { a: 'person.firstName', b: 'number.int', c: 'boolean' } }),
  ),
  anyText
    .filter((text) => text !== '')
    .map((text) => column('template', { template: `${escapeTemplate(text)}{{number.int}}x` })),
  fc
    .array(anyText, { minLength: 1, maxLength: 12 })
    .map((values) => column('choice', { values: [...new Set(values)] })),
  fc
    .constantFrom(
      't0 + "," + n0',
      'upper(t0)',
      'length(t0) > 5 ? t0 : "short"',
      'n0 * 3 + n1',
      'round(n0 / 7, 2)',
    )
    .map((expression) => column('derive', { expression })),
);

const escapeTemplate = (text: string): string => text.replaceAll('\\', '').replaceAll('{{', '{');

/** A table of random generators, options, shares of nulls and characters. */
export const anyColumns = fc
  .tuple(sources, fc.array(fc.tuple(free, share), { minLength: 1, maxLength: 8 }))
  .map(([{ texts, scale, min }, others]) => ({
    t0: column('choice', { values: [...new Set(texts)] }),
    n0: column('number.decimal', { min, max: 1e6, scale }),
    n1: column('number.int', { min, max: 5000 }),
    ...Object.fromEntries(
      others.map(([free, nulls], i) => [
        `c${i}`,
        { ...free, nulls: 'unique' in free && free.unique ? 0 : nulls },
      ]),
    ),
  }));

/** Places of a table that are not alike: its begin, batch ends, both sides of 2^32, far rows. */
export const anyRange = fc
  .record({
    firstRow: fc.oneof(
      fc.nat({ max: 20_000 }),
      fc.integer({ min: 2 ** 32 - 300, max: 2 ** 32 + 300 }),
      fc.integer({ min: 2 ** 33, max: 2 ** 45 }),
    ),
    rowCount: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 1, max: 300 }) },
      { weight: 1, arbitrary: fc.integer({ min: 8100, max: 8300 }) },
    ),
  })
  .map((range) => ({ ...range, startsPart: range.firstRow % 2 === 0 }));

export const LOCALES = ['en', 'de', 'ja', 'ru', 'ar', 'zh_CN', 'th', 'ko'] as const;
