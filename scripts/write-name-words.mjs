/**
 * Writes `packages/core/src/detect/name-words.generated.ts`: first and family names of all locales, small letters
 * without accents, for telling names from other words.
 *
 *   node --import ./scripts/load-typescript.mjs scripts/write-name-words.mjs
 */
import { writeFileSync } from 'node:fs';
import { fold } from '../packages/core/src/detect/context-words.ts';
import { LOCALE_CODES, loadLocale } from '../packages/core/src/locales/load-locale.ts';

const OUT = new URL('../packages/core/src/detect/name-words.generated.ts', import.meta.url);
/** Lists of jokes, and languages nobody names his child in. */
const LEFT_OUT = new Set(['en_BORK', 'en_AU_ocker', 'eo']);
const LISTS = {
  first: ['person.first_name', 'person.firstName'],
  last: ['person.last_name', 'person.lastName'],
  city: ['location.city_name', 'location.city_name'],
};

async function wordsOf([path, ref]) {
  const words = new Set();
  for (const code of LOCALE_CODES.filter((one) => !LEFT_OUT.has(one))) {
    const locale = await loadLocale(code);
    if (code !== 'en' && locale.inherits(path)) continue;
    for (const name of locale.words(ref)) words.add(fold(name).replace(/[’`]/g, "'"));
  }
  return [...words].filter((word) => word.length > 1 && !/[|\\\n\d]/.test(word)).sort();
}

const parts = [];
for (const [name, list] of Object.entries(LISTS)) {
  const words = await wordsOf(list);
  parts.push(
    `/** ${words.length.toLocaleString('en')} of them, \`|\` between. */\nexport const ${name.toUpperCase()}_WORDS =\n  ${JSON.stringify(words.join('|'))};\n`,
  );
}
const head =
  '// Written by scripts/write-name-words.mjs from the locales of Faker (MIT licence). Do not edit.\n\n';
writeFileSync(OUT, head + parts.join('\n'));
