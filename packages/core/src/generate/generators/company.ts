import { z } from 'zod';
import type { Locale } from '../../locales/locale.ts';
import { defineGenerator } from '../define.ts';
import { oncePer } from '../distinct-words.ts';
import {
  choosePhrase,
  type Phrase,
  phrasesAt,
  phraseText,
  spacedPhrase,
  wordsOf,
} from '../phrase.ts';

const STRING = { kind: 'string' } as const;
const NO_OPTIONS = z.strictObject({});

/**
 * Name of a company, made as the locale makes them. Such a company may exist by chance.
 *
 * Unique: every name of one form of the locale once, of those that can be told apart.
 */
export const companyName = defineGenerator({
  name: 'company.name',
  summary: 'Name of a company.',
  options: NO_OPTIONS,
  unique: 'choices',
  compile: (cells) => ({
    type: STRING,
    register: choosePhrase(cells, 'form', phrasesAt(cells.locale, 'company.name_pattern')),
  }),
});

const slogans = oncePer(
  (locale: Locale): Readonly<Record<'catch' | 'buzz', Phrase>> => ({
    catch: spacedPhrase({
      adjective: wordsOf(locale, 'company.adjective'),
      descriptor: wordsOf(locale, 'company.descriptor'),
      noun: wordsOf(locale, 'company.noun'),
    }),
    buzz: spacedPhrase({
      verb: wordsOf(locale, 'company.buzz_verb'),
      adjective: wordsOf(locale, 'company.buzz_adjective'),
      noun: wordsOf(locale, 'company.buzz_noun'),
    }),
  }),
);

/**
 * What a company says of its product: `Adaptive client-driven framework`.
 *
 * Unique: every phrase once, of those that can be told apart.
 */
export const catchPhrase = defineGenerator({
  name: 'company.catchPhrase',
  summary: 'Slogan for a product.',
  options: NO_OPTIONS,
  unique: 'choices',
  compile: (cells) => ({ type: STRING, register: phraseText(cells, slogans(cells.locale).catch) }),
});

/**
 * What a company says it does: `leverage scalable synergies`.
 *
 * Unique: every phrase once, of those that can be told apart.
 */
export const buzzPhrase = defineGenerator({
  name: 'company.buzzPhrase',
  summary: 'Business phrase of verb, adjective and noun.',
  options: NO_OPTIONS,
  unique: 'choices',
  compile: (cells) => ({ type: STRING, register: phraseText(cells, slogans(cells.locale).buzz) }),
});
