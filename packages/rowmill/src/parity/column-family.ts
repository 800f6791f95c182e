import type { SourceColumn } from '../sources/source.ts';

/** What the cells of a column are, in whatever words their store says it. */
export type ColumnFamily =
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'float'
  | 'single'
  | 'uuid'
  | 'instant'
  | 'date'
  | 'json'
  | 'text';

const KINDS: Readonly<Record<string, ColumnFamily>> = {
  boolean: 'boolean',
  integer: 'integer',
  bigint: 'integer',
  decimal: 'decimal',
  float: 'float',
  uuid: 'uuid',
  timestamp: 'instant',
  date: 'date',
  json: 'json',
};

const SOURCE_TYPES: readonly (readonly [RegExp, ColumnFamily])[] = [
  [/\[\]$/, 'text'],
  [/^bool/, 'boolean'],
  [/^(small|big|medium|tiny)?int(eger|\d)?\b/, 'integer'],
  [/^(numeric|decimal|money)/, 'decimal'],
  [/^(real|float4)/, 'single'],
  [/^(double|float)/, 'float'],
  [/^uuid/, 'uuid'],
  [/^timestamp/, 'instant'],
  [/^date$/, 'date'],
  [/^jsonb?$/, 'json'],
];

/** Undefined where the store does not know: a column of a CSV file. */
export function familyOf({ type, sourceType }: SourceColumn): ColumnFamily | undefined {
  if (sourceType !== undefined) {
    const found = SOURCE_TYPES.find(([pattern]) => pattern.test(sourceType));
    if (found !== undefined) return found[1];
  }
  if (type !== undefined && type.kind !== 'string') return KINDS[type.kind];
  return sourceType === undefined && type === undefined ? undefined : 'text';
}

/** Numbers, from the narrowest to the widest. */
const NUMBERS: readonly ColumnFamily[] = ['integer', 'decimal', 'float', 'single'];

/**
 * The family in which columns of several stores are compared. A store that has no such type keeps the values as text,
 * and 0 and 1 for truth values.
 */
export function commonFamily(families: readonly (ColumnFamily | undefined)[]): ColumnFamily {
  const known = [...new Set(families.filter((family) => family !== undefined))];
  const told = known.filter((family) => family !== 'text');
  if (told.length === 0) return 'text';
  if (told.every((family) => NUMBERS.includes(family))) return widest(told);
  if (told.includes('boolean') && told.every((f) => f === 'boolean' || f === 'integer')) {
    return 'boolean';
  }
  if (told.includes('instant') && told.every((f) => f === 'instant' || f === 'date')) {
    return 'instant';
  }
  return told.length === 1 ? (told[0] ?? 'text') : 'text';
}

/** Whether a column of the one family can stand for one of the other, in a store that has no such type. */
export function areCompatible(one: ColumnFamily, other: ColumnFamily): boolean {
  if (one === other || one === 'text' || other === 'text') return true;
  return commonFamily([one, other]) !== 'text';
}

function widest(families: readonly ColumnFamily[]): ColumnFamily {
  return NUMBERS.findLast((family) => families.includes(family)) ?? 'text';
}
