import type { RequestIssue } from '../errors.ts';
import { quote } from './describe-value.ts';
import { findColumn, splitTable } from './find-column.ts';
import { didYouMean } from './nearest.ts';
import type { Mention, Outline, OutlineColumn, OutlineTable } from './outline.ts';
import { alternatives } from './translate-issue.ts';
import type { ColumnReference } from './types.ts';

interface Member {
  readonly column: OutlineColumn;
  readonly reference: ColumnReference;
}

/** Columns of a table that hold one row of one parent. */
interface Link {
  readonly name: string;
  readonly first: Member;
  readonly members: readonly Member[];
}

/** Checks that references and lookups lead somewhere, and that the columns of a link agree. */
export function checkLinks(outline: Outline): readonly RequestIssue[] {
  return [...outline.tables.values()].flatMap((table) => tableLinks(outline, table));
}

function tableLinks(outline: Outline, table: OutlineTable): readonly RequestIssue[] {
  const issues: RequestIssue[] = [];
  const members: Member[] = [];
  let isComplete = true;
  for (const column of table.columns.values()) {
    if (column.references === undefined) continue;
    const found = findColumn(outline, column.references);
    if (found.kind === 'found') members.push({ column, reference: found.value });
    else isComplete = false;
    if (found.kind === 'problem') issues.push(found.issue);
  }
  const links = linksOf(members);
  if (!table.isSource) {
    issues.push(...links.flatMap(linkIssues), ...pickIssues(outline, table, members));
  }
  for (const column of table.columns.values()) {
    // A broken reference may be the very link that a lookup misses.
    issues.push(...lookupIssues(outline, column, links, isComplete));
  }
  return issues;
}

function linksOf(members: readonly Member[]): readonly Link[] {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const name = linkName(member.column);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [member]);
    else group.push(member);
  }
  return [...groups].flatMap(([name, group]) => {
    const [first] = group;
    return first === undefined ? [] : [{ name, first, members: group }];
  });
}

function linkName({ link, name }: OutlineColumn): string {
  return link?.text ?? name;
}

const SHARED_SETTINGS = ['pick', 'exponent', 'nulls'] as const;

function linkIssues({ name, first, members }: Link): readonly RequestIssue[] {
  const issues: RequestIssue[] = [];
  for (const { column, reference } of members.slice(1)) {
    const parent = tableText(first.reference);
    if (tableText(reference) !== parent) {
      const message = `link ${quote(name)} leads to table ${quote(parent)}, not ${quote(tableText(reference))}`;
      issues.push({ path: [...column.path, 'references'], code: 'link-mismatch', message });
    }
  }
  for (const setting of SHARED_SETTINGS) {
    const given = members.filter(({ column }) => column.written[setting] !== undefined);
    const value = given[0]?.column.written[setting];
    const other = given.find(({ column }) => column.written[setting] !== value);
    if (other === undefined) continue;
    const message = `the columns of link ${quote(name)} hold one row, so their ${setting} must agree`;
    issues.push({ path: [...other.column.path, setting], code: 'link-mismatch', message });
  }
  return issues;
}

function pickIssues(
  outline: Outline,
  table: OutlineTable,
  members: readonly Member[],
): readonly RequestIssue[] {
  const isImport = (name: string) => outline.imports.has(name);
  const parent = table.per === undefined ? undefined : splitTable(table.per.text, isImport);
  return members.flatMap(({ column, reference }): RequestIssue[] => {
    const { pick, exponent } = column.written;
    if (exponent !== undefined && pick !== 'zipf') {
      const message = 'an exponent needs pick: zipf';
      return [{ path: [...column.path, 'exponent'], code: 'wrong-value', message }];
    }
    const isParent = parent !== undefined && tableText(parent) === tableText(reference);
    if (pick !== 'parent' || isParent) return [];
    const parentName = quote(tableText(reference));
    const message = `pick: parent needs rows counted per ${parentName}`;
    const hint = `rows: { per: ${tableText(reference)}, count: ... }`;
    return [{ path: [...column.path, 'pick'], code: 'wrong-value', message, hint }];
  });
}

function lookupIssues(
  outline: Outline,
  column: OutlineColumn,
  links: readonly Link[],
  isComplete: boolean,
): readonly RequestIssue[] {
  const { lookup } = column;
  if (lookup === undefined) return [];
  const found = findColumn(outline, lookup);
  if (found.kind === 'problem') return [found.issue];
  if (found.kind === 'unknown' || !isComplete) return [];
  const parent = tableText(found.value);
  const candidates = links.filter(({ first }) => tableText(first.reference) === parent);
  const issue = linkChoice(
    column,
    lookup,
    parent,
    candidates.map(({ name }) => name),
  );
  return issue === undefined ? [] : [issue];
}

/** Which of the links to the parent a lookup follows must be plain. */
function linkChoice(
  { link }: OutlineColumn,
  { path }: Mention,
  parent: string,
  names: readonly string[],
): RequestIssue | undefined {
  if (link !== undefined) {
    if (names.includes(link.text)) return undefined;
    const message = `no reference to table ${quote(parent)} has the link ${quote(link.text)}`;
    const hint = didYouMean(link.text, names) ?? `links: ${names.join(', ') || 'none'}`;
    return { path: link.path, code: 'unknown-link', message, hint };
  }
  if (names.length === 1) return undefined;
  if (names.length > 1) {
    const message = `several references lead to table ${quote(parent)}`;
    const hint = `say which: link: ${alternatives(names)}`;
    return { path, code: 'ambiguous-lookup', message, hint };
  }
  const message = `a lookup needs a reference to table ${quote(parent)} in the same table`;
  const example = `${parent.replaceAll('.', '_')}_id: { references: ${parent}.id }`;
  const hint = `add a column such as ${example}`;
  return { path, code: 'lookup-without-reference', message, hint };
}

/** `users` or `identity.users`. */
export function tableText({ import: from, table }: { import?: string; table: string }): string {
  return from === undefined ? table : `${from}.${table}`;
}
