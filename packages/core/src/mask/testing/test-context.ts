import { loadLocale } from '../../locales/load-locale.ts';
import { STRATEGIES } from '../catalog.generated.ts';
import { randomBytes } from '../cipher.ts';
import type { MaskContext } from '../define.ts';
import { createMaskKey, type MaskKey } from '../mask-key.ts';
import type { MaskNameList, MaskNames } from '../mask-names.ts';
import type { MaskWords } from '../mask-words.ts';
import { readRule } from '../nested-rules.ts';
import { createBurnedSurrogates } from '../surrogate-map.ts';

/** A key of 32 equal bytes: for tests alone. */
export function testKey(byte: number): MaskKey {
  return createMaskKey(new Uint8Array(32).fill(byte));
}

/** A small locale that shows which list a name comes from. */
export const TEST_NAMES: MaskNames = {
  female: {
    word: 'female',
    first: nameList('Ada', 40),
    last: nameList('Noether', 60),
    prefix: ['Ms.', 'Dr.'],
  },
  male: {
    word: 'male',
    first: nameList('Alan', 40),
    last: nameList('Gauss', 60),
    prefix: ['Mr.', 'Dr.'],
  },
  order: 'first last',
  joiner: ' ',
};

/** The same people, in a language that puts the family name first and leaves no blank. */
const TEST_NAMES_REVERSED: MaskNames = { ...TEST_NAMES, order: 'last first', joiner: '' };

/** `Adaa`, `Adab` ... `Adaz`, `Adaba` ...: short, and no two are equal. */
function nameList(stem: string, count: number): MaskNameList {
  const letter = (index: number): string => String.fromCharCode('a'.charCodeAt(0) + index);
  const suffix = (index: number): string =>
    (index < 26 ? '' : letter(Math.floor(index / 26))) + letter(index % 26);
  const text = Array.from({ length: count }, (_, index) => stem + suffix(index));
  return { text, ascii: text.map((name) => name.toLowerCase()) };
}

const ENGLISH = await loadLocale('en');

/** Names of a test beside the other words of English. */
export function testWords(people: MaskNames): MaskWords {
  return { people, lists: ENGLISH };
}

/** What a test changes of the context: `names` are those of every locale. */
export interface TestContextChanges extends Partial<MaskContext> {
  readonly names?: MaskNames;
}

/** The context of a column `people.value` in locale `en`. */
export function testContext({ names, ...changes }: TestContextChanges = {}): MaskContext {
  const key = changes.key ?? testKey(1);
  const surrogates = createBurnedSurrogates(randomBytes);
  const context: MaskContext = {
    table: 'people',
    column: 'value',
    locale: 'en',
    key,
    words: (locale) => testWords(names ?? (locale === 'zh_CN' ? TEST_NAMES_REVERSED : TEST_NAMES)),
    asOf: new Date('2026-01-15T00:00:00Z'),
    randomBytes,
    surrogates: surrogates.open,
    nested: (rule) => {
      const { strategy, options } = readRule(rule, STRATEGIES);
      return strategy.create(options, context);
    },
    ...changes,
  };
  return context;
}
