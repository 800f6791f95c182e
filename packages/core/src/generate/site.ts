import type { Locale } from '../locales/locale.ts';
import { SAFE_EMAIL_DOMAINS } from '../locales/safe-ranges.ts';
import type { Register } from '../program/register.ts';
import type { CellBuilder } from './define.ts';
import { wordPart } from './digit-text.ts';
import { oncePer } from './distinct-words.ts';

/** Domains that sites lie in; `.invalid` is left out, since software may refuse it on sight. */
const SUFFIXES = ['example', 'test', ...SAFE_EMAIL_DOMAINS].map((domain) => `.${domain}`);

interface SiteWords {
  readonly adjectives: readonly string[];
  readonly nouns: readonly string[];
}

/** Only plain letters, so that hyphen and dot stand between the parts alone. */
const siteWords = oncePer((english: Locale): SiteWords => {
  const plain = (path: string) => english.list(path).filter((word) => /^[a-z]{2,20}$/.test(word));
  return {
    adjectives: plain('word.adjective').map((word) => `${word}-`),
    nouns: plain('word.noun'),
  };
});

/** Parts of the domain of the row's site. English in every locale: domains are ASCII. */
export function siteName(cells: CellBuilder, entity: string): Register<'text'>[] {
  const site = cells.entity('site', entity);
  const { adjectives, nouns } = siteWords(cells.locale.english);
  return [
    wordPart(site, 'adjective', adjectives),
    wordPart(site, 'noun', nouns),
    wordPart(site, 'suffix', SUFFIXES),
  ];
}
