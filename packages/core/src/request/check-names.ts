import type { RequestIssue } from '../errors.ts';
import { quote } from './describe-value.ts';
import { findTable } from './find-column.ts';
import { columnNameProblem, tableNameProblem } from './names.ts';
import { didYouMean } from './nearest.ts';
import type { Mention, Outline, OutlineTable } from './outline.ts';

/** Checks names themselves, keys and unique sets, and every mention of a table that is not a reference. */
export function checkNames(outline: Outline): readonly RequestIssue[] {
  return [
    ...importNames(outline),
    ...[...outline.tables.values()].flatMap((table) => tableIssues(outline, table)),
    ...perCycles(outline),
    ...labelsName(outline),
    ...outline.tableMentions.flatMap((mention) => ownTable(outline, mention)),
    ...outline.columnMentions.flatMap(({ table, column }) => {
      const found = outline.tables.get(table);
      return found === undefined ? [] : ownColumn(found, column);
    }),
  ];
}

function importNames({ imports, tables }: Outline): readonly RequestIssue[] {
  return [...imports.keys()]
    .filter((name) => tables.has(name))
    .map((name) => ({
      path: ['imports', name],
      code: 'name-clash',
      message: `${quote(name)} is a table as well: references could mean either`,
      hint: 'rename the import',
    }));
}

function tableIssues(outline: Outline, table: OutlineTable): readonly RequestIssue[] {
  const nameProblem = tableNameProblem(table.name);
  const columns = [...table.columns.values()];
  const parent = table.per === undefined ? undefined : findTable(outline, table.per);
  return [
    ...(nameProblem === undefined
      ? []
      : [badName(table.path, `the table name ${quote(table.name)} ${nameProblem}`)]),
    ...columns.flatMap(({ name, path }) => {
      const problem = columnNameProblem(name);
      return problem === undefined
        ? []
        : [badName(path, `the column name ${quote(name)} ${problem}`)];
    }),
    ...(table.key ?? []).flatMap((column) => ownColumn(table, column)),
    ...table.unique.flat().flatMap((column) => ownColumn(table, column)),
    ...keyNulls(table),
    ...(parent?.kind === 'problem' ? [parent.issue] : []),
  ];
}

function badName(path: RequestIssue['path'], message: string): RequestIssue {
  return { path, code: 'wrong-name', message };
}

/** A database refuses nulls in a primary key, so a request does too. */
function keyNulls(table: OutlineTable): readonly RequestIssue[] {
  const names = table.key?.map(({ text }) => text) ?? ['id'];
  return names.flatMap((name) => {
    const column = table.columns.get(name);
    const nulls = column?.written.nulls;
    if (column === undefined || typeof nulls !== 'number' || nulls === 0) return [];
    const message = `${quote(name)} is the key of the table: no cell of it can be null`;
    return [{ path: [...column.path, 'nulls'], code: 'null-key', message, hint: 'remove nulls' }];
  });
}

/** The table of edge cases needs a name of its own. */
function labelsName({ tables, edgeCaseLabels }: Outline): readonly RequestIssue[] {
  if (edgeCaseLabels === undefined) return [];
  const { text, path } = edgeCaseLabels;
  const problem = tableNameProblem(text);
  if (problem !== undefined) return [badName(path, `the table name ${quote(text)} ${problem}`)];
  if (!tables.has(text)) return [];
  const message = `edge cases are told in a table ${quote(text)}, and the request has one already`;
  const hint = 'give it another name: edgeCases: { labels: ... }';
  return [{ path, code: 'name-clash', message, hint }];
}

function ownTable(
  { tables, edgeCaseLabels }: Outline,
  { text, path }: Mention,
): readonly RequestIssue[] {
  if (tables.has(text) || text === edgeCaseLabels?.text) return [];
  const hint = didYouMean(text, tables.keys());
  const message = `there is no table ${quote(text)}`;
  return [{ path, code: 'unknown-table', message, ...(hint === undefined ? {} : { hint }) }];
}

function ownColumn({ name, columns }: OutlineTable, { text, path }: Mention): RequestIssue[] {
  if (columns.has(text)) return [];
  const hint = didYouMean(text, columns.keys());
  const message = `table ${quote(name)} has no column ${quote(text)}`;
  return [{ path, code: 'unknown-column', message, ...(hint === undefined ? {} : { hint }) }];
}

/** Tables counted per one another have no number of rows. Each cycle is named once, at its first table. */
function perCycles({ tables }: Outline): readonly RequestIssue[] {
  const seen = new Set<string>();
  const issues: RequestIssue[] = [];
  for (const start of tables.values()) {
    const chain: OutlineTable[] = [];
    let table: OutlineTable | undefined = start;
    while (table !== undefined && !seen.has(table.name)) {
      seen.add(table.name);
      chain.push(table);
      table = table.per === undefined ? undefined : tables.get(table.per.text);
    }
    const from = table === undefined ? -1 : chain.indexOf(table);
    if (from < 0) continue;
    const cycle = chain.slice(from);
    const names = [...cycle, cycle[0]].map((item) => item?.name).join(' -> ');
    const path = cycle[0]?.per?.path ?? [];
    const message = `tables are counted per one another: ${names}`;
    issues.push({ path, code: 'row-cycle', message, hint: 'give one of them a number of rows' });
  }
  return issues;
}
