import type { PiiTypeName } from '../pii/pii-types.ts';
import { COLUMN_MEANINGS } from './column-meanings.ts';
import { composedMeaning, isNumberOfThing } from './composed-names.ts';
import { fold } from './context-words.ts';
import { headsOf, withoutPrefix, withoutShortEnding } from './glued-names.ts';
import { namesAny, PERSON_WORDS, THING_WORDS } from './table-words.ts';

/** What the name of a column says of its cells. */
export interface NameGuess {
  /** Absent where the name says nothing. */
  readonly type?: PiiTypeName;
  /**
   * `sure`: columns of this name hold that. `maybe`: some do. `not`: the name is of something about it, such as a count
   * or a flag. `nothing`: no word of it is known.
   */
  readonly certainty: 'sure' | 'maybe' | 'not' | 'nothing';
  /** The words that said so. */
  readonly words: string;
  /** With `maybe`: the word is sure, and others that nobody knows stand behind it. */
  readonly isQualified?: boolean;
}

/** Words of a name: at separators, at humps, and where digits begin; small letters without accents. */
export function nameTokens(name: string): string[] {
  const apart = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  return fold(apart)
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{M}\d]+|(?<=\p{L})(?=\d)/u)
    .filter((token) => token !== '');
}

interface Meaning {
  readonly type: PiiTypeName;
  readonly isSure: boolean;
}

const MEANINGS: ReadonlyMap<string, Meaning> = new Map(
  Object.entries(COLUMN_MEANINGS).flatMap(([type, text]) =>
    text
      .split(' ')
      .map((word): [string, Meaning] => [
        word.replace('~', ''),
        { type: type as PiiTypeName, isSure: !word.startsWith('~') },
      ]),
  ),
);

const set = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** `strasse` and `laengengrad` are found, and so is what is written with `ae` for `ä`. */
const meaningOf = (tokens: readonly string[]): Meaning | undefined => {
  const glued = tokens.join('');
  return MEANINGS.get(glued) ?? MEANINGS.get(glued.replace(/([aou])e/g, '$1'));
};

/** Behind the word that tells the kind, these change nothing. */
const PLAIN = set(
  '1 2 3 4 5 01 02 primary secondary main alt alternate alternative other old new current previous former home work office business private personal mobile day evening text txt value val raw original orig string str encrypted enc full line number no nr num nbr id2 field col data info of person privat geschaftlich gesch dienstlich fixe pro perso principal casa trabajo trabalho ufficio prive werk customer client user contact patient employee delivery billing shipping en de local native kana kanji romaji latin legal official masked e164 intl international code cd dsc',
);

/** What stands behind one says for whom or what for: `phone_for_delivery`. */
const PREPOSITIONS = set('for of to from by at2 pour para per fur von voor dla');

/** Behind it, or before it, the column is about the thing and not the thing. */
const ABOUT = set(
  'count counts cnt qty total sum avg flag flags enabled disabled verified unverified confirmed validated valid invalid status type types kind category class format length len size template subject at ts timestamp datetime date time day2 days hour hours minute week month on expires expiry expiration until since id ids uuid guid fk pk key hash2 index idx sort rank score rate ratio percent pct optin optout opt preference preferences pref prefs consent visibility visible source provider version required allowed allow frequency limit quota attempts retries quality sent opened bounced clicked delivered failed changed updated created deleted domain reason policy method mode level priority channel sequence seq unsubscribed subscribed notification notifications alert alerts reminder settings setting config group groups language lang locale charge cost fee price rules rule schema regex pattern mask label placeholder verification confirmation change reset strength column table provided missing present complete anzahl typ art statut etat nombre2 tipo estado2 soort rodzaj',
);
const ABOUT_BEFORE = set(
  'is has had can should allow allows enable enables use uses needs num count total nb number2 nof n max min avg show hide send receive accepts no2 default template sum last2 failed anzahl ist hat est',
);

const NAME_WORDS = set(
  'name names nm nom nome naam namn navn nimi nazwa nazev nev isim namae mei nombre ad adi',
);
/** Before `name`: what is named is neither a person nor one of the things of tables. */
const OTHER_NAMED = set(
  'file path user login screen nick nickname display domain host column table schema attribute property field class method event short long internal common scientific generic trade street road city country state company brand product first last middle family given sur full real official legal code display2',
);
const FALLS_TO = 4;

/** What stands around a name. */
export interface NameFrame {
  readonly table: string;
  /** Letters that the columns of the table begin with, longest first. */
  readonly prefixes?: readonly string[];
}

/** Says what the name of a column tells, the name of its table taken into account where a column is just a `name`. */
export function guessByName(column: string, { table, prefixes = [] }: NameFrame): NameGuess {
  const tokens = nameTokens(column);
  const whole = guessByTokens(tokens, table);
  if (whole.certainty !== 'nothing') return whole;
  const shorter = [
    ...prefixes.map((prefix) => withoutPrefix(tokens, prefix)),
    withoutShortEnding(tokens),
  ];
  for (const parts of shorter) {
    const guess = parts === undefined ? whole : guessByTokens(parts, table);
    if (guess.certainty !== 'nothing') return guess;
  }
  return whole;
}

function guessByTokens(tokens: readonly string[], table: string): NameGuess {
  const found = longestMeaning(tokens);
  const named = nameOfWhat(tokens, nameTokens(table));
  if (named !== undefined && (found === undefined || found.length < 2)) return named;
  if (found?.meaning.isSure !== true) {
    const composed = composedMeaning(tokens);
    const words = tokens.join(' ');
    if (composed !== undefined) return { type: composed, certainty: 'maybe', words };
    if (isNumberOfThing(tokens)) return { certainty: 'not', words };
  }
  return found === undefined ? guessByPart(tokens) : guessByMeaning(tokens, found);
}

/** Where no word is known: by the end of a compound, or by a word for a person whose name may stand there. */
function guessByPart(tokens: readonly string[]): NameGuess {
  const [last = ''] = tokens.slice(-1);
  for (const head of headsOf(last)) {
    const meaning = meaningOf([head]);
    if (meaning?.isSure !== true || OTHER_COMPOUND.test(last)) continue;
    const isLong = head.length >= LONG_HEAD;
    if (isLong || SHORT_HEADED.has(meaning.type))
      return { type: meaning.type, certainty: 'maybe', words: head, isQualified: isLong };
  }
  if (namesAny([last], PERSON_WORDS) && tokens.length <= 3)
    return { type: 'full-name', certainty: 'maybe', words: last };
  return { certainty: 'nothing', words: '' };
}

/** Shorter ends are ends of other words, too, and count only for kinds whose cells tell them. */
const LONG_HEAD = 5;
const SHORT_HEADED: ReadonlySet<PiiTypeName> = new Set<PiiTypeName>([
  'email',
  'phone',
  'city',
  'postal-code',
  'us-ssn',
]);

/** Addresses of machines end as those of people do. */
const OTHER_COMPOUND = /^(?:web|internet|netz|netzwerk|server|speicher|host|geraete?)/;

function guessByMeaning(tokens: readonly string[], { meaning, start, length }: Found): NameGuess {
  const words = tokens.slice(start, start + length).join(' ');
  const before = tokens.slice(0, start);
  const behind = tokens.slice(start + length);
  const isAbout =
    behind.some((token) => ABOUT.has(token)) ||
    before.slice(0, 1).some((token) => ABOUT_BEFORE.has(token));
  // `num_tel` is a number of a telephone, `num_calls` a number of calls: cells tell.
  if (isAbout && before[0] === 'num' && behind.length === 0)
    return { type: meaning.type, certainty: 'maybe', words };
  if (isAbout) return { type: meaning.type, certainty: 'not', words };
  const isPlain = behind.every((token) => PLAIN.has(token)) || PREPOSITIONS.has(behind[0] ?? '');
  // A doubtful word before others belongs to them: `last_update` is no last name.
  if (!meaning.isSure && !isPlain) return { certainty: 'nothing', words: '' };
  if (meaning.isSure && !isPlain)
    return { type: meaning.type, certainty: 'maybe', words, isQualified: true };
  return { type: meaning.type, certainty: meaning.isSure ? 'sure' : 'maybe', words };
}

interface Found {
  readonly meaning: Meaning;
  readonly start: number;
  readonly length: number;
}

/** Of all runs of words that are sure the longest counts, and of those the last: the head of the name. */
function longestMeaning(tokens: readonly string[]): Found | undefined {
  return longest(tokens, true) ?? longest(tokens, false);
}

function longest(tokens: readonly string[], isSure: boolean): Found | undefined {
  for (let length = Math.min(FALLS_TO, tokens.length); length > 0; length--) {
    for (let start = tokens.length - length; start >= 0; start--) {
      const meaning = meaningOf(tokens.slice(start, start + length));
      if (meaning?.isSure === isSure) return { meaning, start, length };
    }
  }
  return undefined;
}

/** For columns that are the name of something: of whom, by the word before it or by the table. */
function nameOfWhat(tokens: readonly string[], table: readonly string[]): NameGuess | undefined {
  const at = tokens.findLastIndex((token) => NAME_WORDS.has(token));
  if (at < 0 || at < tokens.length - 2) return undefined;
  const behind = tokens.slice(at + 1);
  if (behind.some((token) => !PLAIN.has(token))) return undefined;
  const before = tokens.slice(0, at);
  const words = tokens.slice(Math.max(0, at - 1), at + 1).join(' ');
  const qualifier = before.slice(-1);
  if (qualifier.length > 0) {
    if (OTHER_NAMED.has(qualifier[0] ?? '')) return undefined;
    if (namesAny(qualifier, PERSON_WORDS)) return { type: 'full-name', certainty: 'sure', words };
    return {
      type: 'full-name',
      certainty: namesAny(qualifier, THING_WORDS) ? 'not' : 'maybe',
      words,
    };
  }
  return { type: 'full-name', certainty: certaintyByTable(table), words };
}

function certaintyByTable(table: readonly string[]): NameGuess['certainty'] {
  // The head of a compound is its last word: `customer_group` is a group, `group_member` a member.
  const head = table.slice(-1);
  if (namesAny(head, PERSON_WORDS)) return 'sure';
  if (namesAny(head, THING_WORDS)) return 'not';
  return namesAny(table, PERSON_WORDS) ? 'sure' : 'maybe';
}
