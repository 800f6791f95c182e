import { COMMON_WORDS } from './common-words.ts';
import { fold } from './context-words.ts';
import { CITY_WORDS, FIRST_WORDS, LAST_WORDS } from './name-words.generated.ts';

/** Each list is named here alone: bundlers write half a megabyte of text out again wherever its constant is used. */
const WORDS = { first: FIRST_WORDS, last: LAST_WORDS, city: CITY_WORDS } as const;
type WordList = keyof typeof WORDS;

const lists = new Map<WordList, ReadonlySet<string>>();

/** Sets are made when the first text is looked at: most runs never look at one. */
function setOf(list: WordList): ReadonlySet<string> {
  const known = lists.get(list);
  if (known !== undefined) return known;
  const made = new Set(WORDS[list].split('|'));
  lists.set(list, made);
  return made;
}

/** Whether a word, in the form of `fold`, is a first name somewhere. */
export const isFirstName = (folded: string): boolean => has('first', folded);

/** Whether it is a family name somewhere. */
export const isLastName = (folded: string): boolean =>
  has('last', folded) || SURNAME.test(folded) || isOfWoman(folded);

/** Prefixes and endings that family names of a language have, and hardly any other word. */
const SURNAME =
  /^(?:mc|o'|o’|fitz|d'|d’)[a-z]{3,}$|^[a-z]{3,}(?:sson|ssen|sdottir|wski|wska|cki|cka|wicz|czyk|enko|escu|opoulos|oglu|ovic|evic|aitis|auskas|zade|mann|stein|berg|wright|worth|bauer|huber)$/;

/** `Kowalska` is the wife of Kowalski, `Nováková` of Novák, `Petrova` of Petrov. */
function isOfWoman(folded: string): boolean {
  if (folded.endsWith('ova'))
    return has('last', folded.slice(0, -1)) || has('last', folded.slice(0, -3));
  return (
    /(?:sk|ck|zk|ev|in)a$/.test(folded) &&
    has('last', folded.replace(/(?<=k)a$/, 'i').replace(/(?<=[vn])a$/, ''))
  );
}

/** Whether it is a city or town somewhere. */
export const isCity = (folded: string): boolean => has('city', folded);

/** Whether it is a word of everyday texts, be it a name as well: Will, May, Grant, Rose. */
export const isCommonWord = (folded: string): boolean => COMMON_WORDS.has(folded);

/** Of a name with hyphens one part is enough: Anne-Marie, Smith-Jones. */
function has(list: WordList, folded: string): boolean {
  const set = setOf(list);
  if (set.has(folded)) return true;
  if (folded.includes('-'))
    return folded.split('-').some((part) => part.length > 2 && set.has(part));
  return /['’]/.test(folded) && set.has(folded.replace(/['’]/g, ''));
}

/** Whether every word of a cell is a name, a title or a particle, and at least one a first or a family name. */
export function isFullName(cell: string): boolean {
  const words = wordsOf(cell);
  if (words.length < 2 || words.length > 6) return false;
  const known = words.filter((word) => isFirstName(word) || isLastName(word)).length;
  const others = words.filter(
    (word) => !isNamePart(word) && !isFirstName(word) && !isLastName(word),
  ).length;
  const common = words.filter((word) => isCommonWord(word) && !isNamePart(word)).length;
  return known > 0 && others <= 1 && known >= others && common <= words.length - 2;
}

const PARTS = new Set(
  'dr prof mr mrs ms miss sir madame mme mlle m monsieur herr frau fr hr sr sra srta sig dott don dona ing mag dipl phd md jr sr ii iii iv van von der den de del della di da do dos das la le el al bin ibn ten ter zu zur y e i o af av dds dvm sig.ra pan pani bay bayan fru dhr mevr'.split(
    ' ',
  ),
);

/** Titles, particles and initials. */
const isNamePart = (word: string): boolean => word.length === 1 || PARTS.has(word);

/** Words of a cell in the form of `fold`, without points and commas. */
export const wordsOf = (cell: string): string[] =>
  fold(cell)
    .split(/[\s,.;]+/)
    .filter((word) => word !== '');
