import { PII_TYPES, type PiiTypeName } from '../pii/pii-types.ts';
import { classifyColumn } from './classify-column.ts';
import type { ColumnFacts, ColumnFinding, TableFacts } from './column-facts.ts';
import { guessByName, nameTokens } from './column-words.ts';
import { commonPrefixes } from './glued-names.ts';
import { profileColumn } from './profile-column.ts';
import type { Surroundings } from './surroundings.ts';
import { ADDRESS_WORDS, namesAny, PERSON_WORDS, THING_WORDS } from './table-words.ts';

/**
 * Says of every column of a table whether it holds personal data, and which. Looks twice: columns that are certain make
 * their neighbours likelier, so that beside e-mail addresses and telephone numbers a column of capitalised words is one
 * of names.
 */
export function classifyTable(table: TableFacts): readonly ColumnFinding[] {
  const prefixes = commonPrefixes(table.columns.map(({ name }) => name));
  const looked = table.columns.map((facts) => ({
    facts,
    profile: profileColumn(facts),
    name: guessByName(facts.name, { table: table.name, prefixes }),
  }));
  const alone = surroundingsOf(table, []);
  const first = looked.map((column) => classifyColumn(column, alone));
  const surroundings = surroundingsOf(table, first);
  return looked.map((column, at) =>
    classifyColumn(column, {
      ...surroundings,
      near: typesOf(first.slice(Math.max(0, at - NEAR), at + NEAR + 1)),
    }),
  );
}

/** Columns to each side that are close by: the parts of an address stand together. */
const NEAR = 3;

const typesOf = (findings: readonly ColumnFinding[]): ReadonlySet<PiiTypeName> =>
  new Set(
    findings.flatMap(({ verdict, type }) =>
      verdict === 'pii' && type !== undefined ? [type] : [],
    ),
  );

/** Kinds that only rows of people have; a shop has telephone and e-mail, too. */
const OF_PEOPLE: ReadonlySet<PiiTypeName> = new Set<PiiTypeName>([
  'first-name',
  'last-name',
  'middle-name',
  'full-name',
  'birth-date',
  'us-ssn',
  'national-id',
  'medical-record',
  'passport',
  'gender',
  'marital-status',
]);

function surroundingsOf(
  { name, columns }: { name: string; columns: readonly ColumnFacts[] },
  findings: readonly ColumnFinding[],
): Surroundings {
  const tokens = nameTokens(name);
  const head = tokens.slice(-1);
  const types = typesOf(findings);
  const direct = [...types].filter((type) => PII_TYPES[type].role === 'direct').length;
  const ofPeople = [...types].filter((type) => OF_PEOPLE.has(type)).length;
  const isThing = namesAny(head, THING_WORDS) && !namesAny(head, PERSON_WORDS);
  return {
    types,
    near: types,
    isOfPeople: namesAny(tokens, PERSON_WORDS) && !isThing ? true : ofPeople >= 1 && direct >= 2,
    isOfThings: isThing && ofPeople < 2,
    isOfAddresses: namesAny(head, ADDRESS_WORDS),
    columns: columns.length,
  };
}
