import { GENERATORS } from './generate/catalog.generated.ts';
import { LOCALE_CODES } from './locales/load-locale.ts';
import { STRATEGIES } from './mask/catalog.generated.ts';
import type { RequestDefinitions } from './request/definitions.ts';
import { EXPECTATIONS } from './validate/catalog.generated.ts';

/** Everything that a request may name, from the catalogues. */
export const REQUEST_DEFINITIONS: RequestDefinitions = {
  generators: Object.values(GENERATORS),
  strategies: Object.values(STRATEGIES),
  expectations: Object.values(EXPECTATIONS),
  locales: LOCALE_CODES,
};
