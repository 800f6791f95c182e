import type { Locale } from './locale.ts';
import { type Pattern, patternRefs, refPath } from './pattern.ts';
import { asciiLocalParts } from './romanise.ts';

/** Names beside their `[a-z0-9]` forms for e-mail addresses and user names. */
export interface NameList {
  readonly text: readonly string[];
  /** Same length as `text`; two names may share a form. */
  readonly ascii: readonly string[];
}

/** How family names are put together: one name, or two with a joiner between. */
export interface LastNameForm {
  readonly weight: number;
  readonly joiner: string | undefined;
}

/** Names that fit one sex; names used for both are in both. */
export interface SexNames {
  /** The word for the sex in the locale's language, e.g. `weiblich`. */
  readonly word: string;
  readonly first: NameList;
  readonly last: NameList;
  readonly lastForms: readonly LastNameForm[];
  /** Empty where the language has none. */
  readonly middle: readonly string[];
  /** Forms of address and titles; empty where the language has none. */
  readonly prefix: readonly string[];
}

/** Parts of a job title in the order they are written. A list of words, or text as it stands. */
export type JobTitlePart = { readonly literal: string } | { readonly words: readonly string[] };

/** Everything that a row's person is drawn from, so that sex, names and form of address agree. */
export interface PersonLists {
  readonly female: SexNames;
  readonly male: SexNames;
  /** How the locale usually writes a full name. */
  readonly order: 'first last' | 'last first';
  readonly joiner: '' | ' ';
  /** All ways to write a full name; only references whose lists have words. */
  readonly fullName: readonly Pattern[];
  readonly suffix: readonly string[];
  readonly job: {
    readonly descriptor: readonly string[];
    readonly area: readonly string[];
    readonly type: readonly string[];
    readonly title: readonly JobTitlePart[];
  };
}

type Sex = 'female' | 'male';

const known = new WeakMap<Locale, PersonLists>();

/** Names and titles of a locale, sorted by sex; made once per locale. */
export function personLists(locale: Locale): PersonLists {
  const found = known.get(locale);
  if (found) return found;
  const made = makePersonLists(locale);
  known.set(locale, made);
  return made;
}

function makePersonLists(locale: Locale): PersonLists {
  const fullName = locale.patterns('person.name').filter((pattern) => isWritable(locale, pattern));
  return Object.freeze({
    female: sexNames(locale, 'female'),
    male: sexNames(locale, 'male'),
    ...usualOrder(fullName),
    fullName,
    suffix: locale.words('person.suffix'),
    job: jobLists(locale),
  });
}

function sexNames(locale: Locale, sex: Sex): SexNames {
  return {
    word: sexWord(locale, sex),
    first: nameList(locale, sex, 'person.first_name'),
    last: nameList(locale, sex, 'person.last_name'),
    lastForms: lastNameForms(locale, sex),
    middle: ofSex(locale, sex, 'person.middle_name', optional),
    prefix: ofSex(locale, sex, 'person.prefix', optional),
  };
}

function nameList(locale: Locale, sex: Sex, path: string): NameList {
  const text = ofSex(locale, sex, path, required);
  const standIns = ofSex(locale.english, sex, path, required);
  return { text, ascii: asciiLocalParts(text, standIns) };
}

type Emptiness = (locale: Locale, path: string) => readonly string[];

const optional: Emptiness = () => [];
/** Asks for the list once more, for its error. */
const required: Emptiness = (locale, path) => locale.list(`${path}.generic`);

/** Words for one sex and those for either. */
function ofSex(locale: Locale, sex: Sex, path: string, whenEmpty: Emptiness): readonly string[] {
  const lists = [`${path}.${sex}`, `${path}.generic`].filter((list) => locale.has(list));
  const words = [...new Set(lists.flatMap((list) => [...locale.list(list)]))];
  return words.length > 0 ? words : whenEmpty(locale, path);
}

function lastNameForms(locale: Locale, sex: Sex): LastNameForm[] {
  const path = 'person.last_name_pattern';
  const found = [`${path}.${sex}`, `${path}.generic`].find((list) => locale.has(list));
  if (found === undefined) return [{ weight: 1, joiner: undefined }];
  return locale.patterns(found).map(({ weight, parts }) => {
    const joiner = parts.find((part) => 'literal' in part);
    return { weight, joiner: joiner?.literal };
  });
}

/** Faker lists the two words in either order; these are the female ones. */
const FEMALE_WORDS: ReadonlySet<string> = new Set(
  'female benyw kvinde kvinne weiblich އަންހެން ina Femme 女性 女 مێ kobieta Feminino ženski หญิง عورت Ayol'.split(
    ' ',
  ),
);

function sexWord(locale: Locale, sex: Sex): string {
  const words = locale.list('person.sex');
  const isWanted = (word: string) => FEMALE_WORDS.has(word) === (sex === 'female');
  return words.find(isWanted) ?? sex;
}

function isWritable(locale: Locale, pattern: Pattern): boolean {
  return patternRefs(pattern).every((ref) => locale.words(ref).length > 0);
}

function usualOrder(fullName: readonly Pattern[]): Pick<PersonLists, 'order' | 'joiner'> {
  const both = fullName.filter((pattern) => {
    const refs = patternRefs(pattern);
    return refs.includes('person.firstName') && refs.includes('person.lastName');
  });
  const heaviest = both.reduce<Pattern | undefined>(
    (best, pattern) => (best && best.weight >= pattern.weight ? best : pattern),
    undefined,
  );
  const refs = heaviest ? patternRefs(heaviest) : [];
  const lastFirst = refs.indexOf('person.lastName') < refs.indexOf('person.firstName');
  const spaced = heaviest?.parts.some((part) => 'literal' in part && part.literal.includes(' '));
  return { order: lastFirst ? 'last first' : 'first last', joiner: spaced === false ? '' : ' ' };
}

/** Parts that come from English beside parts of the locale's own are left out: titles keep to one language. */
function jobLists(locale: Locale): PersonLists['job'] {
  const paths = ['person.job_descriptor', 'person.job_area', 'person.job_type'];
  const own = paths.filter((path) => !locale.inherits(path));
  const used = own.length > 0 ? own : paths;
  const words = (path: string): readonly string[] => (used.includes(path) ? locale.list(path) : []);
  const [descriptor = [], area = [], type = []] = paths.map(words);
  return { descriptor, area, type, title: jobTitle(locale, words) };
}

function jobTitle(
  locale: Locale,
  words: (path: string) => readonly string[],
): readonly JobTitlePart[] {
  const [pattern] = locale.patterns('person.job_title_pattern');
  const title: JobTitlePart[] = [];
  for (const part of pattern?.parts ?? []) {
    if ('literal' in part) title.push(part);
    else if (words(refPath(part.ref)).length > 0) title.push({ words: words(refPath(part.ref)) });
    // The blank after a part that is left out goes with it.
    else if (title.length > 0) title.pop();
  }
  const firstWords = title.findIndex((part) => 'words' in part);
  return title.slice(Math.max(firstWords, 0));
}
