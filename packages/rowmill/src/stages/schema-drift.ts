import type { SourceColumn } from '../sources/source.ts';
import { NO_CONSTRAINTS, type TableConstraints } from '../sources/table-constraints.ts';
import type { SourceFacts } from './source-facts.ts';

/**
 * What of the columns, keys and checks of a source is no longer as it was planned, in words; undefined where nothing is.
 * Estimates, comments and defaults may change: no decision rests on them.
 */
export function driftOf(planned: SourceFacts, now: SourceFacts): string | undefined {
  const changes = [
    ...columnDrift(planned.columns, now.columns),
    ...constraintDrift(planned.constraints, now.constraints),
  ];
  if (changes.length === 0) return undefined;
  return `${now.describe} has other columns by now: ${changes.join(', ')}`;
}

function columnDrift(
  planned: readonly SourceColumn[],
  now: readonly SourceColumn[],
): readonly string[] {
  const before = new Map(planned.map((column) => [column.name, column]));
  const after = new Map(now.map((column) => [column.name, column]));
  const added = now
    .filter(({ name }) => !before.has(name))
    .map(({ name }) => `"${name}" was added`);
  const removed = planned
    .filter(({ name }) => !after.has(name))
    .map(({ name }) => `"${name}" was removed`);
  const changed = planned.flatMap((column) => {
    const other = after.get(column.name);
    return other === undefined ? [] : changesOf(column, other);
  });
  const kept = [...before.keys()].filter((name) => after.has(name));
  const isMoved =
    kept.join('\0') !== [...after.keys()].filter((name) => before.has(name)).join('\0');
  return [...added, ...removed, ...changed, ...(isMoved ? ['the columns have another order'] : [])];
}

/** What decisions rest on, in words of their own. */
const FACTS: readonly (readonly [keyof SourceColumn, string])[] = [
  ['sourceType', 'another type'],
  ['nativeType', 'another type'],
  ['type', 'other values'],
  ['nullable', 'another rule for null'],
  ['isKey', 'another part in the key'],
  ['references', 'another reference'],
  ['labels', 'other labels'],
  ['identity', 'other numbers'],
  ['generated', 'another origin'],
];

function changesOf(planned: SourceColumn, now: SourceColumn): readonly string[] {
  const words = FACTS.filter(([fact]) => !isSame(planned[fact], now[fact])).map(([, word]) => word);
  if (words.length === 0) return [];
  const types = planned.sourceType === now.sourceType ? '' : typesOf(planned, now);
  return [`"${now.name}" has ${[...new Set(words)].join(' and ')}${types}`];
}

function typesOf(planned: SourceColumn, now: SourceColumn): string {
  return ` (${planned.sourceType ?? 'none'} before, ${now.sourceType ?? 'none'} now)`;
}

const KINDS: readonly (readonly [keyof TableConstraints, string])[] = [
  ['primaryKey', 'the primary key'],
  ['unique', 'the unique columns'],
  ['references', 'the references'],
  ['checks', 'the checks'],
];

/** A plan of before there were constraints in it holds none to compare. */
function constraintDrift(
  planned: TableConstraints | undefined,
  now: TableConstraints = NO_CONSTRAINTS,
): readonly string[] {
  if (planned === undefined) return [];
  return KINDS.filter(([kind]) => !isSame(planned[kind], now[kind])).map(
    ([, words]) => `${words} changed`,
  );
}

/** What has no value is left out of files of a run. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
