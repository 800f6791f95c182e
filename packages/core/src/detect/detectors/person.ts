import { anyWord, fold, textBefore } from '../context-words.ts';
import { isCity, isCommonWord, isFirstName, isLastName } from '../name-words.ts';
import type { FindSpans, Span } from '../span.ts';

const CAPITALISED = /\p{Lu}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*/gu;
const LONGEST_WORD = 40;
const MOST_WORDS = 6;
/** `Carbon-enhanced`, `Windows-based`. */
const COMPOUND_ADJECTIVE = /-[a-z]*(?:ed|ing|free|like|ready|style|grade|level|wide|proof)$/;

/** A capitalised word. */
interface Word {
  readonly start: number;
  readonly end: number;
  readonly folded: string;
  readonly isInitial: boolean;
  /** What stands between the word before and this one. */
  readonly gap: 'none' | 'blank' | 'comma';
}

/** Names of people: first name and surname by dictionary, names behind forms of address and greetings. */
export const findPersons: FindSpans = (text, found) => {
  for (const words of sequences(text)) {
    for (let at = 0; at < words.length; ) at = nameAt(text, words, { at, found });
  }
  findJapanese(text, found);
};

const canBeName = (word: string): boolean =>
  word.length <= LONGEST_WORD && !COMPOUND_ADJECTIVE.test(word);

/** Capitalised words that follow one another. */
function* sequences(text: string): Generator<readonly Word[]> {
  let words: Word[] = [];
  for (const { 0: word, index: start } of text.matchAll(CAPITALISED)) {
    if (!canBeName(word)) continue;
    const name = word.replace(/['’]s$/, '');
    const end = start + name.length;
    const before = words.at(-1);
    const gap = before === undefined ? 'none' : gapBetween(text, before, start);
    if (gap === 'none' || words.length >= MOST_WORDS) {
      if (words.length > 0) yield words;
      words = [];
    }
    words.push({ start, end, folded: fold(name), isInitial: name.length === 1, gap });
  }
  if (words.length > 0) yield words;
}

const PARTICLES =
  /^\.? (?:(?:van|von|der|den|de|del|della|di|da|do|dos|das|du|la|le|el|al|bin|ibn|ten|ter|zu|zur|af|av|y|e|i) ){0,3}$/;

function gapBetween(text: string, before: Word, start: number): Word['gap'] {
  if (start - before.end > 16) return 'none';
  const between = text.slice(before.end, start);
  if (between === ' ' || between === '\u00a0' || between === '. ' || PARTICLES.test(between)) {
    return between.startsWith('.') && !before.isInitial && !isTitle(before.folded)
      ? 'none'
      : 'blank';
  }
  return between === ', ' ? 'comma' : 'none';
}

const TITLES = new Set(
  'mr mrs ms miss mx dr prof professor sir madam madame mme mlle monsieur herr herrn frau fraulein senor senora sr sra srta don dona signor signora sig dott dottoressa dhr mevr mevrouw meneer pan pani panie pana panu szanowny szanowna fru nurse officer captain judge rev fr hr docteur doctor'.split(
    ' ',
  ),
);
const isTitle = (folded: string): boolean => TITLES.has(folded);

const NOT_A_PERSON = new Set(
  'street st avenue ave road rd lane drive dr boulevard blvd square place court way park bridge river lake bay beach island mountain mount valley county city town village station airport hospital clinic university college school institute foundation museum library church cathedral castle palace stadium arena center centre tower building bank inc ltd llc gmbh ag corp corporation company co sa srl plc group holding partners associates airlines motors foods records pictures studios press award prize cup league theorem law effect disease syndrome test scale algorithm strasse str platz allee weg gasse rue avenida calle via piazza plaza straat laan plein ulica gatan vej gade hotel theatre theater day holiday memorial framework server database cloud api suite pro edition'.split(
    ' ',
  ),
);

interface Place {
  readonly at: number;
  readonly found: Span[];
}

/** Adds the name that begins at a word, if one does; gives the word to go on with. */
function nameAt(text: string, words: readonly Word[], { at, found }: Place): number {
  const word = words[at];
  if (word === undefined) return at + 1;
  if (isTitle(word.folded)) return afterTitle(words, { at: at + 1, found });
  if (isRoleBefore(words, at)) return at + 1;
  if (isReversed(words, at)) return add(words, { at, to: at + 2, score: 0.75 }, found);
  const to = endOfName(words, at);
  const score = to - at > 1 ? scoreOf(words.slice(at, to)) : 0;
  if (score >= FEWEST_BEHIND_ARTICLE || (score > 0 && !hasArticle(text, word)))
    return add(words, { at, to, score }, found);
  if (isGreeted(text, word, words[at + 1]) || isAddressed(text, word))
    return add(words, { at, to: at + 1, score: 0.6 }, found);
  return at + 1;
}

/** `The Ryan Shirt` is a thing: only a first name and a surname that both are known are somebody there. */
const FEWEST_BEHIND_ARTICLE = 0.9;
const hasArticle = (text: string, { start }: Word): boolean =>
  /(?:^|[^a-z])(?:the|an?) $/.test(textBefore(text, start, 5));

function add(
  words: readonly Word[],
  { at, to, score }: { at: number; to: number; score: number },
  found: Span[],
): number {
  const [first, last] = [words[at], words[to - 1]];
  if (first !== undefined && last !== undefined)
    found.push({ start: first.start, end: last.end, type: 'full-name', score });
  return to;
}

function afterTitle(words: readonly Word[], { at, found }: Place): number {
  let begin = at;
  while (isTitle(words[begin]?.folded ?? '')) begin++;
  const to = endOfName(words, begin);
  const [first] = words.slice(begin, to);
  if (first === undefined || first.gap !== 'blank') return begin;
  const isWord =
    isCommonWord(first.folded) && !isLastName(first.folded) && !isFirstName(first.folded);
  return isWord ? begin : add(words, { at: begin, to, score: 0.85 }, found);
}

/** Behind the last word that can belong to the name. */
function endOfName(words: readonly Word[], at: number): number {
  let to = at;
  while (to < words.length && to - at < 4) {
    const word = words[to];
    if (word === undefined || (to > at && word.gap !== 'blank')) break;
    if (to > at && !canFollow(word)) break;
    to++;
  }
  return NOT_A_PERSON.has(words[to]?.folded ?? '') && words[to]?.gap === 'blank' ? at : to;
}

function canFollow({ folded, isInitial }: Word): boolean {
  if (isInitial || isLastName(folded)) return !NOT_A_PERSON.has(folded) && !isTitle(folded);
  return !isCommonWord(folded) && !NOT_A_PERSON.has(folded) && !isTitle(folded);
}

/** How sure it is that words are first name and surname; 0 where they are not. */
function scoreOf(words: readonly Word[]): number {
  const [first, ...rest] = words;
  const last = rest.at(-1);
  if (first === undefined || last === undefined || last.isInitial) return 0;
  const isRest = isLastName(last.folded) && !isCommonWord(last.folded);
  if (first.isInitial) return isRest ? 0.7 : 0;
  if (isFirstName(first.folded) && !isCommonWord(first.folded)) return surnameScore(last);
  return isRest && !isCity(last.folded) ? doubtfulScore(first) : 0;
}

/** Behind a first name that is no other word. */
function surnameScore({ folded }: Word): number {
  if (isLastName(folded)) return 0.9;
  return !isCommonWord(folded) && folded.length > 2 && !isCity(folded) ? 0.65 : 0;
}

/** Before a surname: a first name that is a common word as well, or one that nobody has listed. */
function doubtfulScore({ folded }: Word): number {
  if (isFirstName(folded)) return 0.7;
  return isCommonWord(folded) || isCity(folded) ? 0 : 0.55;
}

/** `Smith, Anna`. */
function isReversed(words: readonly Word[], at: number): boolean {
  const [last, first] = [words[at], words[at + 1]];
  if (last === undefined || first?.gap !== 'comma') return false;
  if (isCommonWord(last.folded) || isCommonWord(first.folded)) return false;
  const isFollowed = words[at + 2]?.gap === 'comma';
  return (
    isLastName(last.folded) && isFirstName(first.folded) && !isCity(last.folded) && !isFollowed
  );
}

const GREETING = anyWord(
  '(?:dear|hi|hello|hey|liebe|lieber|hallo|cher|chere|bonjour|salut|hola|querid[oa]|estimad[oa]|ciao|car[oa]|beste|hej|kara|drogi|droga|prezad[oa]|regards,|thanks,|cheers,|gruss|gr(?:u|ue)sse|my name is|name is|ich heisse|je m.appelle|me llamo|mi chiamo|patient|patientin|paciente|paziente|nurse|colleague|husband|wife|son|daughter|brother|sister|mother|father|ask for|spoke (?:to|with)|signed by|assigned to|reported by)[ ,:]*$',
);

function isGreeted(text: string, { start, folded }: Word, next: Word | undefined): boolean {
  if (!isFirstName(folded) || isCommonWord(folded) || folded.length < 3) return false;
  if (next?.gap === 'blank') return false;
  return GREETING.test(textBefore(text, start, 24));
}

/** Forms of address that Romance and Slavic languages write small, as `dott.ssa Rossi` and `pani Nowak`. */
const SMALL_TITLE =
  /(?:^|[^\p{L}.])(?:dr|dott|dott\.ssa|dottor|dottoressa|sig|sig\.ra|signora?|sra?|srta|senora?|don|dona|prof|prof\.ssa|professeur|docteur|monsieur|madame|pan[aieu]?|panem|mevrouw|meneer|dhr|mevr|fru|frau|herrn?|bay|bayan)\.? $/u;

function isAddressed(text: string, { start, folded }: Word): boolean {
  if (!isLastName(folded) || isCommonWord(folded) || folded.length < 3) return false;
  return SMALL_TITLE.test(textBefore(text, start, 16));
}

/** In `Versicherte Ines Mau` the first word is what she is: nouns of German and others begin with a capital. */
function isRoleBefore(words: readonly Word[], at: number): boolean {
  const [role, first, last] = words.slice(at, at + 3);
  if (role === undefined || first?.gap !== 'blank' || last?.gap !== 'blank') return false;
  if (role.isInitial || isFirstName(role.folded) || isLastName(role.folded)) return false;
  return isFirstName(first.folded) && !isCommonWord(first.folded) && !last.isInitial;
}

const JAPANESE = /[\p{Script=Han}\p{Script=Katakana}ー]{2,8}(?=様|さん|殿|先生|氏)/gu;

const findJapanese: FindSpans = (text, found) => {
  for (const { 0: name, index: start } of text.matchAll(JAPANESE)) {
    found.push({ start, end: start + name.length, type: 'full-name', score: 0.7 });
  }
};
