import type { PiiTypeName } from '../pii/pii-types.ts';
import type { CellKind } from './cell-kinds.ts';
import type { ColumnFinding } from './column-facts.ts';
import { type LookedAtColumn, pii } from './finding.ts';
import type { ColumnProfile } from './profile-column.ts';
import type { Surroundings } from './surroundings.ts';

/** Kinds that are personal only beside names, addresses or numbers of people. */
export function byNeighbours(
  column: LookedAtColumn,
  { types, near, isOfPeople, isOfThings }: Surroundings,
): ColumnFinding | undefined {
  const { profile, name } = column;
  if (name.certainty === 'not' || isOfThings) return undefined;
  if (profile.share('sentence') > 0.3 && profile.textsWithSpans() > 0.05)
    return pii(column, 'free-text', 0.85, 'personal data stand in its texts');
  return isOfPeople || types.size >= 2 ? besidePeople(column, near) : undefined;
}

/** A form that says something only where people are. */
const BESIDE_PEOPLE: readonly {
  type: PiiTypeName;
  kind: CellKind;
  atLeast: number;
  distinct: number;
}[] = [
  { type: 'job-title', kind: 'jobTitle', atLeast: 0.5, distinct: 6 },
  { type: 'marital-status', kind: 'maritalStatus', atLeast: 0.9, distinct: 2 },
  { type: 'religion', kind: 'faith', atLeast: 0.7, distinct: 2 },
  { type: 'health', kind: 'diseaseCode', atLeast: 0.8, distinct: 2 },
  { type: 'name-prefix', kind: 'honorific', atLeast: 0.9, distinct: 2 },
  { type: 'vehicle', kind: 'plate', atLeast: 0.9, distinct: 10 },
  { type: 'phone', kind: 'barePhone', atLeast: 0.9, distinct: 10 },
  { type: 'geo-coordinate', kind: 'coordinate', atLeast: 0.9, distinct: 6 },
  { type: 'street-address', kind: 'streetLike', atLeast: 0.75, distinct: 6 },
  { type: 'country', kind: 'countryName', atLeast: 0.9, distinct: 3 },
];

/** In an address only: amounts and numbers of staff have five digits, too. */
const OF_ADDRESS: readonly PiiTypeName[] = ['street-address', 'city', 'region', 'country'];
/** `19103-0142`, or five digits that are no round amounts. */
const isPostcodeLike = ({ values, distinct, share }: ColumnProfile): boolean =>
  distinct >= 10 &&
  share('fiveDigits') >= 0.9 &&
  values.filter((value) => value.endsWith('00')).length < values.length / 4;

function besidePeople(
  column: LookedAtColumn,
  near: ReadonlySet<PiiTypeName>,
): ColumnFinding | undefined {
  const { profile, name } = column;
  if (name.certainty !== 'nothing') return undefined;
  if (areBirthDates(profile))
    return pii(column, 'birth-date', 0.78, 'dates over decades beside data of people');
  const found = BESIDE_PEOPLE.find(
    ({ kind, atLeast, distinct }) => profile.distinct >= distinct && profile.share(kind) >= atLeast,
  );
  const isWords = profile.share('nameShaped') > 0.8 && profile.share('commonWord') < 0.2;
  if (found === undefined && isWords && profile.distinct >= FEWEST_WORDS)
    return wordsNear(column, near);
  const isInAddress = OF_ADDRESS.some((type) => near.has(type));
  if (found === undefined && isInAddress && isPostcodeLike(profile))
    return pii(column, 'postal-code', 0.75, 'five digits beside the parts of an address');
  return found && pii(column, found.type, 0.75, `looks like ${found.type} beside data of people`);
}

/** Fewer are the values of a list. */
const FEWEST_WORDS = 10;

/** On average; names of products have three words and more. */
const LONGEST_CITIES = 18;

/** Capitalised words that no dictionary knows, by what stands close by. */
function wordsNear(
  column: LookedAtColumn,
  near: ReadonlySet<PiiTypeName>,
): ColumnFinding | undefined {
  const has = (...types: readonly PiiTypeName[]) => types.some((type) => near.has(type));
  if (column.profile.share('region') > 0.8 && has(...OF_ADDRESS, 'postal-code'))
    return pii(column, 'region', 0.75, 'regions beside the parts of an address');
  const { averageLength } = column.profile;
  if (averageLength < 3) return undefined;
  if (!has('city') && has('postal-code', 'street-address') && averageLength < LONGEST_CITIES)
    return pii(column, 'city', 0.72, 'capitalised words beside the parts of an address');
  const isOneWord = column.profile.share('oneWord') > 0.9;
  if (isOneWord && has('first-name') && !has('last-name'))
    return pii(column, 'last-name', 0.72, 'capitalised words beside first names');
  if (isOneWord && has('last-name') && !has('first-name'))
    return pii(column, 'first-name', 0.72, 'capitalised words beside family names');
  return undefined;
}

/** Dates without a time over a generation, none of them of the last years. */
function areBirthDates(profile: ColumnProfile): boolean {
  const [first, last] = profile.years() ?? [0, 0];
  return profile.share('date') > 0.9 && first < 1985 && last - first >= 25 && last <= 2022;
}
