import type { RequestIssue } from '../errors.ts';
import { quote } from './describe-value.ts';
import { didYouMean } from './nearest.ts';
import type { Mention, Outline } from './outline.ts';
import type { ColumnReference, TableReference } from './types.ts';

/** What a mention leads to: a value, a problem, or nothing where an import could not be loaded. */
export type Found<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'problem'; readonly issue: RequestIssue };

/**
 * Splits `users` or `identity.users`. Table names hold no dots, so the first part names an import
 * exactly when there is an import of that name.
 */
export function splitTable(text: string, isImport: (name: string) => boolean): TableReference {
  const dot = text.indexOf('.');
  const first = text.slice(0, Math.max(dot, 0));
  return dot > 0 && isImport(first)
    ? { import: first, table: text.slice(dot + 1) }
    : { table: text };
}

/** Splits `users.id` or `identity.users.id`; undefined when a part is missing. */
export function splitColumn(
  text: string,
  isImport: (name: string) => boolean,
): ColumnReference | undefined {
  const [first = '', ...rest] = text.split('.');
  const parts = isImport(first) ? rest : [first, ...rest];
  const [table = '', ...column] = parts;
  const columnName = column.join('.');
  if (table === '' || columnName === '') return undefined;
  return { ...(isImport(first) ? { import: first } : {}), table, column: columnName };
}

/** Finds the table that a mention such as `rows.per` names. */
export function findTable(outline: Outline, { text, path }: Mention): Found<TableReference> {
  const reference = splitTable(text, (name) => outline.imports.has(name));
  return findTableOf(outline, reference, path, text);
}

/** Finds the column that `references` or `lookup` names. */
export function findColumn(outline: Outline, { text, path }: Mention): Found<ColumnReference> {
  const reference = splitColumn(text, (name) => outline.imports.has(name));
  if (reference === undefined) {
    const hint = outline.tables.get(text)?.columns.has('id')
      ? `did you mean "${text}.id"?`
      : undefined;
    const message = `expected table.column, found ${quote(text)}`;
    return problem(path, 'wrong-reference', message, hint);
  }
  const table = findTableOf(outline, reference, path, reference.table);
  if (table.kind !== 'found') return table;
  const columns = columnsOf(outline, reference) ?? [];
  if (columns.includes(reference.column)) return { kind: 'found', value: reference };
  const prefix = reference.import === undefined ? '' : `${reference.import}.`;
  const near = didYouMean(reference.column, columns);
  const full = near?.replace('"', `"${prefix}${reference.table}.`);
  const message = `table ${quote(prefix + reference.table)} has no column ${quote(reference.column)}`;
  return problem(path, 'unknown-column', message, full);
}

function findTableOf<T extends TableReference>(
  outline: Outline,
  reference: T,
  path: Mention['path'],
  text: string,
): Found<T> {
  if (reference.import !== undefined && outline.imports.get(reference.import) === undefined) {
    return { kind: 'unknown' };
  }
  if (columnsOf(outline, reference) !== undefined) return { kind: 'found', value: reference };
  const names = tableNames(outline);
  const missing = reference.import === undefined ? text : `${reference.import}.${reference.table}`;
  const message =
    reference.import === undefined
      ? `there is no table ${quote(text)}`
      : `import ${quote(reference.import)} has no table ${quote(reference.table)}`;
  return problem(path, 'unknown-table', message, didYouMean(missing, names));
}

function columnsOf(outline: Outline, { import: from, table }: TableReference) {
  if (from === undefined) {
    const found = outline.tables.get(table);
    return found === undefined ? undefined : [...found.columns.keys()];
  }
  const tables = outline.imports.get(from)?.tables ?? {};
  const found = Object.hasOwn(tables, table) ? tables[table] : undefined;
  return found === undefined ? undefined : Object.keys(found.columns);
}

/** Own tables, and those of imports as `import.table`. */
function tableNames(outline: Outline): readonly string[] {
  const imported = [...outline.imports].flatMap(([name, request]) =>
    Object.keys(request?.tables ?? {}).map((table) => `${name}.${table}`),
  );
  return [...outline.tables.keys(), ...imported];
}

function problem(
  path: Mention['path'],
  code: string,
  message: string,
  hint?: string,
): { readonly kind: 'problem'; readonly issue: RequestIssue } {
  const issue = { path, code, message, ...(hint === undefined ? {} : { hint }) };
  return { kind: 'problem', issue };
}
