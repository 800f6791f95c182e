import { z } from 'zod';
import type { Locale } from '../../locales/locale.ts';
import { defineGenerator } from '../define.ts';
import { wordPart } from '../digit-text.ts';
import { oncePer } from '../distinct-words.ts';
import { type Phrase, phraseText, spacedPhrase, wordsOf } from '../phrase.ts';

const STRING = { kind: 'string' } as const;
const NO_OPTIONS = z.strictObject({});

const productPhrase = oncePer(
  (locale: Locale): Phrase =>
    spacedPhrase({
      adjective: wordsOf(locale, 'commerce.product_name.adjective'),
      material: wordsOf(locale, 'commerce.product_name.material'),
      product: wordsOf(locale, 'commerce.product_name.product'),
    }),
);

/**
 * Name of an article: `Handcrafted Granite Chair`.
 *
 * Unique: every combination once, of those that can be told apart.
 */
export const product = defineGenerator({
  name: 'commerce.product',
  summary: 'Name of an article: adjective, material, thing.',
  options: NO_OPTIONS,
  unique: 'choices',
  compile: (cells) => ({
    type: STRING,
    register: phraseText(cells.entity('product', ''), productPhrase(cells.locale)),
  }),
});

/** Faker's name for it. */
export const productName = defineGenerator({ ...product, name: 'commerce.productName' });

/**
 * Material of the row's article, the one in its name.
 *
 * Unique: every material of the locale once.
 */
export const productMaterial = defineGenerator({
  name: 'commerce.productMaterial',
  summary: 'Material that the article of the row is made of.',
  options: NO_OPTIONS,
  unique: 'choices',
  compile(cells) {
    const words = wordsOf(cells.locale, 'commerce.product_name.material');
    return { type: STRING, register: wordPart(cells.entity('product', ''), 'material', words) };
  },
});

/**
 * Department of a shop: `Garden`.
 *
 * Unique: every department of the locale once.
 */
export const department = defineGenerator({
  name: 'commerce.department',
  summary: 'Department of a shop.',
  options: NO_OPTIONS,
  unique: 'choices',
  compile: (cells) => ({
    type: STRING,
    register: wordPart(cells, 'department', wordsOf(cells.locale, 'commerce.department')),
  }),
});

/**
 * Word for a colour, in the language of the locale.
 *
 * Unique: every colour of the locale once.
 */
export const colorName = defineGenerator({
  name: 'color.human',
  summary: 'Word for a colour.',
  options: NO_OPTIONS,
  unique: 'choices',
  compile: (cells) => ({
    type: STRING,
    register: wordPart(cells, 'color', wordsOf(cells.locale, 'color.human')),
  }),
});
