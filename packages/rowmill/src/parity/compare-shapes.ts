import type { Source, SourceColumn } from '../sources/source.ts';
import type { TableConstraints } from '../sources/table-constraints.ts';
import { areCompatible, familyOf } from './column-family.ts';
import type { Engine } from './compared-place.ts';
import type { ParityDifference } from './parity-report.ts';

/** A table of a place that is open. */
export interface OpenTable {
  /** Name of the place. */
  readonly place: string;
  readonly engine: Engine;
  readonly source: Source;
}

/** What the shapes of a table have that is not the same everywhere; the first place is the one that others are held against. */
export function compareShapes(tables: readonly OpenTable[]): readonly ParityDifference[] {
  const [first, ...others] = tables;
  if (first === undefined) return [];
  return others.flatMap((other) => [
    ...compareColumns(first, other),
    ...compareConstraints(first, other),
  ]);
}

/** Columns that all of the tables have, in the order of the first. */
export function commonColumns(tables: readonly OpenTable[]): readonly string[] {
  const [first, ...others] = tables.map(({ source }) => source.columns.map(({ name }) => name));
  return (first ?? []).filter((name) => others.every((columns) => columns.includes(name)));
}

function compareColumns(first: OpenTable, other: OpenTable): ParityDifference[] {
  const [ours, theirs] = [columnsOf(first), columnsOf(other)];
  const only = (mine: OpenTable, yours: OpenTable, names: readonly string[]): ParityDifference[] =>
    names.map((column) => ({
      kind: 'column',
      message: `column ${column} is in ${mine.place} and not in ${yours.place}`,
    }));
  const pairs = [...ours].flatMap(([name, column]): [SourceColumn, SourceColumn][] => {
    const theirColumn = theirs.get(name);
    return theirColumn === undefined ? [] : [[column, theirColumn]];
  });
  return [
    ...only(
      first,
      other,
      [...ours.keys()].filter((name) => !theirs.has(name)),
    ),
    ...only(
      other,
      first,
      [...theirs.keys()].filter((name) => !ours.has(name)),
    ),
    ...pairs.flatMap(([one, two]) => [
      ...typeDifference([first, one], [other, two]),
      ...nullDifference([first, one], [other, two]),
    ]),
  ];
}

const columnsOf = ({ source }: OpenTable): ReadonlyMap<string, SourceColumn> =>
  new Map(source.columns.map((column) => [column.name, column]));

type Placed = readonly [OpenTable, SourceColumn];

/** Databases of one kind have to say the same word; of others it is enough that the one can hold what the other does. */
function typeDifference([a, one]: Placed, [b, two]: Placed): ParityDifference[] {
  const words = [typeWords(one), typeWords(two)];
  const isSameEngine = a.engine === b.engine && a.engine !== 'files';
  const [family, otherFamily] = [familyOf(one), familyOf(two)];
  const isEqual = isSameEngine
    ? words[0] === words[1]
    : family === undefined || otherFamily === undefined || areCompatible(family, otherFamily);
  if (isEqual) return [];
  return [
    {
      kind: 'type',
      message: `column ${one.name} is ${words[0]} in ${a.place} and ${words[1]} in ${b.place}`,
    },
  ];
}

const typeWords = ({ nativeType, sourceType, type }: SourceColumn): string =>
  nativeType ?? sourceType ?? type?.kind ?? 'of no type';

function nullDifference([a, one]: Placed, [b, two]: Placed): ParityDifference[] {
  const isKnown = (table: OpenTable, { nullable }: SourceColumn): boolean =>
    table.source.constraints !== undefined && nullable !== undefined;
  if (!isKnown(a, one) || !isKnown(b, two) || one.nullable === two.nullable) return [];
  const say = (nullable: boolean | undefined) => (nullable ? 'may be null' : 'must not be null');
  return [
    {
      kind: 'nullability',
      message: `column ${one.name} ${say(one.nullable)} in ${a.place} and ${say(two.nullable)} in ${b.place}`,
    },
  ];
}

function compareConstraints(first: OpenTable, other: OpenTable): ParityDifference[] {
  const [ours, theirs] = [first.source.constraints, other.source.constraints];
  if (ours === undefined || theirs === undefined) return [];
  const hasSameWords = first.engine === other.engine;
  const [mine, yours] = [wordsOf(ours, hasSameWords), wordsOf(theirs, hasSameWords)];
  const missing = (from: Set<string>, to: Set<string>, a: OpenTable, b: OpenTable) =>
    [...from]
      .filter((words) => !to.has(words))
      .map(
        (words): ParityDifference => ({
          kind: 'constraint',
          message: `${words} is in ${a.place} and not in ${b.place}`,
        }),
      );
  return [...missing(mine, yours, first, other), ...missing(yours, mine, other, first)];
}

/** Constraints by what they mean: their names are each database's own, and so are the words of checks. */
function wordsOf(
  { primaryKey, unique, references, checks }: TableConstraints,
  withChecks: boolean,
): Set<string> {
  return new Set([
    ...(primaryKey.length === 0 ? [] : [`the key (${primaryKey.join(', ')})`]),
    ...unique
      .filter(({ expression }) => expression === undefined)
      .map(({ columns }) => `the unique set (${[...columns].sort().join(', ')})`),
    ...references.map(
      ({ columns, parentTable, parentColumns }) =>
        `the reference (${columns.join(', ')}) to ${parentTable} (${parentColumns.join(', ')})`,
    ),
    ...(withChecks ? checks.map(({ expression }) => `the check ${expression}`) : []),
  ]);
}
