import type { PiiTypeName } from '../pii/pii-types.ts';
import type { CellKind } from './cell-kinds.ts';
import type { ColumnFinding } from './column-facts.ts';
import { type LookedAtColumn, pii } from './finding.ts';
import type { ColumnProfile } from './profile-column.ts';
import type { Surroundings } from './surroundings.ts';

/** Kinds that are personal only beside names, addresses or numbers of people. */
export function byNeighbours(
  column: LookedAtColumn,
  { types, isOfPeople, isOfThings }: Surroundings,
): ColumnFinding | undefined {
  const { profile, name } = column;
  if (name.certainty === 'not' || isOfThings) return undefined;
  if (profile.share('sentence') > 0.3 && profile.textsWithSpans() > 0.05)
    return pii(column, 'free-text', 0.85, 'personal data stand in its texts');
  return isOfPeople || types.size >= 2 ? besidePeople(column) : undefined;
}

/** A form that says something only where people are. */
const BESIDE_PEOPLE: readonly {
  type: PiiTypeName;
  kind: CellKind;
  atLeast: number;
  distinct: number;
}[] = [
  { type: 'job-title', kind: 'jobTitle', atLeast: 0.5, distinct: 6 },
  { type: 'geo-coordinate', kind: 'coordinate', atLeast: 0.9, distinct: 6 },
  { type: 'street-address', kind: 'streetLike', atLeast: 0.75, distinct: 6 },
  { type: 'postal-code', kind: 'fiveDigits', atLeast: 0.95, distinct: 10 },
  { type: 'country', kind: 'countryName', atLeast: 0.9, distinct: 3 },
];

function besidePeople(column: LookedAtColumn): ColumnFinding | undefined {
  const { profile, name } = column;
  if (name.certainty !== 'nothing') return undefined;
  if (areBirthDates(profile))
    return pii(column, 'birth-date', 0.78, 'dates over decades beside data of people');
  const found = BESIDE_PEOPLE.find(
    ({ kind, atLeast, distinct }) => profile.distinct >= distinct && profile.share(kind) >= atLeast,
  );
  return found && pii(column, found.type, 0.75, `looks like ${found.type} beside data of people`);
}

/** Dates without a time over a generation, none of them of the last years. */
function areBirthDates(profile: ColumnProfile): boolean {
  const [first, last] = profile.years() ?? [0, 0];
  return profile.share('date') > 0.9 && first < 1985 && last - first >= 25 && last <= 2022;
}
