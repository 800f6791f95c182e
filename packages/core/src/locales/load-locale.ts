import { RequestError, type RequestIssue } from '../errors.ts';
import { editDistance } from './edit-distance.ts';
import { type Locale, makeLocale } from './locale.ts';
import { LOCALE_MODULES } from './locale-modules.ts';

/** Codes of every locale that can be loaded, in alphabetical order. */
export const LOCALE_CODES: readonly string[] = Object.freeze(Object.keys(LOCALE_MODULES).sort());

const loading = new Map<string, Promise<Locale>>();

/**
 * Loads the word lists of one locale, and no others but English, which ends every chain of fallbacks.
 * The same code gives the same promise; a load that failed is tried again.
 *
 * @throws {@link RequestError} when there is no such locale.
 */
export function loadLocale(code: string): Promise<Locale> {
  const known = loading.get(code);
  if (known !== undefined) return known;
  const locale = load(code);
  loading.set(code, locale);
  locale.catch(() => loading.delete(code));
  return locale;
}

/** What is wrong with a locale code in a request; nothing when the locale exists. */
export function localeIssue(path: RequestIssue['path'], code: string): RequestIssue | undefined {
  if (Object.hasOwn(LOCALE_MODULES, code)) return undefined;
  const near = nearestLocales(code).map((name) => `"${name}"`);
  return {
    path,
    code: 'unknown-locale',
    message: `there is no locale "${code}"`,
    hint:
      near.length > 0
        ? `did you mean ${near.join(' or ')}?`
        : `use one of ${LOCALE_CODES.join(', ')}`,
  };
}

/** At most three locale codes that look like the given one, nearest first; `de-at` finds `de_AT`. */
export function nearestLocales(code: string): string[] {
  const wanted = comparable(code);
  return LOCALE_CODES.map((name) => ({ name, distance: editDistance(wanted, comparable(name)) }))
    .filter(({ name, distance }) => distance <= Math.min(2, comparable(name).length - 1))
    .sort((left, right) => left.distance - right.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

function comparable(code: string): string {
  return code.slice(0, 40).toLowerCase().replaceAll('-', '_');
}

async function load(code: string): Promise<Locale> {
  const open = Object.hasOwn(LOCALE_MODULES, code) ? LOCALE_MODULES[code] : undefined;
  if (!open) {
    const issue = localeIssue(['locale'], code);
    throw new RequestError(issue ? [issue] : []);
  }
  const { faker } = await open();
  if (code === 'en') return makeLocale(code, faker.rawDefinitions, undefined);
  const [locale, module] = await Promise.all([loadLocale('en'), LOCALE_MODULES.en?.()]);
  const definitions = module?.faker.rawDefinitions ?? {};
  return makeLocale(code, faker.rawDefinitions, { locale, definitions });
}
