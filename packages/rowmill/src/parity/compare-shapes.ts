import type { SourceColumn } from '../sources/source.ts';
import { areCompatible, familyOf } from './column-family.ts';
import { constraintWords, withoutSchema } from './constraint-words.ts';
import type { OpenTable } from './open-table.ts';
import type { ParityDifference } from './parity-report.ts';

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
      ...labelDifference([first, one], [other, two]),
      ...nullDifference([first, one], [other, two]),
    ]),
  ];
}

const columnsOf = ({ source }: OpenTable): ReadonlyMap<string, SourceColumn> =>
  new Map(source.columns.map((column) => [column.name, column]));

type Placed = readonly [OpenTable, SourceColumn];

/** Databases of one kind have to say the same word; of others it is enough that the one can hold what the other does. */
function typeDifference([a, one]: Placed, [b, two]: Placed): ParityDifference[] {
  const words = [withoutSchema(typeWords(one), a), withoutSchema(typeWords(two), b)];
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

/** Enums of one name are not the same for that. */
function labelDifference([a, one]: Placed, [b, two]: Placed): ParityDifference[] {
  if (one.labels === undefined || two.labels === undefined) return [];
  if (one.labels.join('\n') === two.labels.join('\n')) return [];
  const message = `column ${one.name} has other labels in ${a.place} than in ${b.place}, or in another order`;
  return [{ kind: 'type', message }];
}

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
  const hasSameWords = first.engine === other.engine;
  const [mine, yours] = [first, other].map((table) => constraintWords(table, hasSameWords));
  if (mine === undefined || yours === undefined) return [];
  const missing = (
    from: ReadonlySet<string>,
    to: ReadonlySet<string>,
    a: OpenTable,
    b: OpenTable,
  ) =>
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
