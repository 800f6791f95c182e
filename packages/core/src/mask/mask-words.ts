import type { Locale } from '../locales/locale.ts';
import { personLists } from '../locales/person.ts';
import type { MaskNames } from './mask-names.ts';

/** Words of one locale that masks are made of. */
export interface MaskWords {
  readonly people: MaskNames;
  /** All other lists: streets, companies, trades. */
  readonly lists: Locale;
}

/** The words of a locale that has been loaded. */
export function maskWords(locale: Locale): MaskWords {
  return { people: personLists(locale), lists: locale };
}
