import type { PiiTypeName } from '../pii/pii-types.ts';
import type { CellKind } from './cell-kinds.ts';
import { isNpi } from './detectors/labelled-number.ts';
import { isFirstName, isLastName, wordsOf } from './name-words.ts';
import { isGender } from './place-words.ts';
import type { ColumnProfile } from './profile-column.ts';

/** What the cells of a column tell by themselves. */
export interface ValueGuess {
  readonly type: PiiTypeName;
  readonly score: number;
  readonly evidence: string;
}

interface Rule {
  readonly type: PiiTypeName;
  readonly kind: CellKind;
  readonly atLeast: number;
  readonly score: number;
}

/** Forms that hardly anything else has; the first that holds counts. */
const SELF_EVIDENT: readonly Rule[] = [
  { type: 'email', kind: 'email', atLeast: 0.6, score: 0.97 },
  { type: 'iban', kind: 'iban', atLeast: 0.6, score: 0.98 },
  { type: 'card', kind: 'card', atLeast: 0.7, score: 0.95 },
  { type: 'us-ssn', kind: 'us-ssn', atLeast: 0.7, score: 0.95 },
  { type: 'mac-address', kind: 'mac-address', atLeast: 0.7, score: 0.95 },
  { type: 'ip-address', kind: 'ip-address', atLeast: 0.7, score: 0.93 },
  { type: 'user-agent', kind: 'userAgent', atLeast: 0.5, score: 0.95 },
  { type: 'password', kind: 'passwordHash', atLeast: 0.6, score: 0.95 },
  { type: 'secret', kind: 'token', atLeast: 0.6, score: 0.92 },
  { type: 'device-id', kind: 'imei', atLeast: 0.8, score: 0.9 },
  { type: 'vehicle', kind: 'vin', atLeast: 0.8, score: 0.88 },
  { type: 'url', kind: 'url', atLeast: 0.7, score: 0.8 },
];

/** Parts of versions are small numbers all; those of addresses go up to 255. */
const LARGEST_OF_VERSIONS = 40;
const areVersions = ({ values, distinct }: ColumnProfile): boolean =>
  distinct > 1 &&
  values
    .filter((value) => /^\d+(?:\.\d+){3}$/.test(value))
    .every((value) => value.split('.').every((part) => Number(part) <= LARGEST_OF_VERSIONS));

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Kinds of personal data that the cells prove or suggest, surest first. */
export function guessByValues(profile: ColumnProfile): readonly ValueGuess[] {
  if (profile.filled < 3) return [];
  const evident = SELF_EVIDENT.flatMap(({ type, kind, atLeast, score }) => {
    const share = profile.share(kind);
    return share < atLeast || (type === 'ip-address' && areVersions(profile))
      ? []
      : [{ type, score, evidence: `${percent(share)} of the cells have the form of ${type}` }];
  });
  if (evident.length > 0) return evident;
  if (
    profile.share('uuid') > 0.5 ||
    profile.share('digest') > 0.5 ||
    profile.share('boolean') > 0.95
  ) {
    return genderOf(profile);
  }
  const suggested = [numbersOf, phonesOf, placesOf, namesOf, genderOf, usernamesOf].flatMap(
    (guess) => guess(profile),
  );
  return suggested.toSorted((a, b) => b.score - a.score);
}

function numbersOf(profile: ColumnProfile): ValueGuess[] {
  if (profile.share('letters') + profile.share('integer') + profile.share('digits') < 0.9)
    return [];
  const { share, name } = profile.nationalId();
  const npi = profile.values.filter(isNpi).length / profile.filled;
  if (npi > 0.9 && profile.distinct >= 8)
    return [
      {
        type: 'medical-licence',
        score: 0.88,
        evidence: `${percent(npi)} of the cells pass the check of an NPI`,
      },
    ];
  if (share < 0.85 || profile.distinct < 8) return [];
  return [
    {
      type: 'national-id',
      score: 0.9,
      evidence: `${percent(share)} of the cells pass the check of ${name}`,
    },
  ];
}

function phonesOf(profile: ColumnProfile): ValueGuess[] {
  const share = profile.share('phone');
  if (share < 0.7 || profile.share('date') > 0.3 || profile.distinct < 3) return [];
  return [
    {
      type: 'phone',
      score: 0.88,
      evidence: `${percent(share)} of the cells are printed like telephone numbers`,
    },
  ];
}

function placesOf(profile: ColumnProfile): ValueGuess[] {
  const street = profile.share('street');
  const post = profile.share('tellingPostcode');
  const guesses: ValueGuess[] = [];
  if (
    street >= 0.6 &&
    profile.share('digits') > 0.5 &&
    profile.averageLength < 80 &&
    profile.distinct > 3
  )
    guesses.push({
      type: 'street-address',
      score: 0.9,
      evidence: `${percent(street)} of the cells read like street and number`,
    });
  if (post >= 0.8 && profile.distinct > 3)
    guesses.push({
      type: 'postal-code',
      score: 0.75,
      evidence: `${percent(post)} of the cells have the form of post codes`,
    });
  return guesses;
}

/** Words that repeat all over are the values of a list, whatever they mean. */
const FEWEST_NAMES = 6;

function namesOf(profile: ColumnProfile): ValueGuess[] {
  const isList = profile.distinct < Math.min(FEWEST_NAMES, profile.filled);
  if (isList || profile.share('nameShaped') + profile.share('fullName') < 0.6) return [];
  if (profile.share('commonWord') > 0.3 || profile.share('company') > 0.15) return [];
  const full = profile.share('fullName');
  if (full >= 0.55)
    return [
      {
        type: 'full-name',
        score: 0.9,
        evidence: `${percent(full)} of the cells are first name and family name by dictionary`,
      },
    ];
  return singleNames(profile);
}

function singleNames(profile: ColumnProfile): ValueGuess[] {
  const first = profile.share('firstName');
  const last = profile.share('lastName');
  const city = profile.share('city');
  const guess = (type: PiiTypeName, share: number, evidence: string, more = 0): ValueGuess => ({
    type,
    score: Math.min(0.85, 0.4 + (share + more) * 0.5),
    evidence: `${percent(share)} of the cells are ${evidence} by dictionary`,
  });
  const guesses: ValueGuess[] = [];
  if (city >= 0.5 && city > first) guesses.push(guess('city', city, 'cities'));
  if (first >= 0.6 && first >= city) guesses.push(guess('first-name', first, 'first names'));
  if (last >= 0.4 && last > first)
    guesses.push(guess('last-name', last, 'family names', city >= last ? -0.1 : 0.1));
  return guesses.filter(
    ({ type }) => type === 'city' || profile.share('oneWord') > 0.5 || first + last > 1,
  );
}

function genderOf(profile: ColumnProfile): ValueGuess[] {
  const kinds = new Set(profile.values.map((value) => value.toLowerCase()));
  if (profile.share('gender') < 0.95 || kinds.size < 2 || kinds.size > 8 || profile.filled < 8)
    return [];
  const isWords = [...kinds].some(
    (kind) => kind.length > 3 && isGender(kind) && !/^(?:other|unknown)$/.test(kind),
  );
  const isLetters = kinds.has('m') && (kinds.has('f') || (kinds.has('w') && kinds.has('d')));
  if (!isWords && !isLetters) return [];
  return [
    {
      type: 'gender',
      score: 0.85,
      evidence: `${kinds.size} different cells, all of them words or letters for a gender`,
    },
  ];
}

const USERNAME = /^[a-z][a-z\d]*[._-]?[a-z\d]*[._-]?\d{0,4}$/i;

function usernamesOf(profile: ColumnProfile): ValueGuess[] {
  if (profile.distinct < 8 || profile.share('oneWord') < 0.98) return [];
  const isMade = (value: string): boolean =>
    USERNAME.test(value) &&
    /[._\d]/.test(value) &&
    wordsOf(value.replace(/[\d_-]+/g, ' ')).some(
      (word) => word.length > 2 && (isFirstName(word) || isLastName(word)),
    );
  const share = profile.values.filter(isMade).length / profile.filled;
  if (share < 0.6) return [];
  return [
    {
      type: 'username',
      score: 0.78,
      evidence: `${percent(share)} of the cells are made of names like user names`,
    },
  ];
}
