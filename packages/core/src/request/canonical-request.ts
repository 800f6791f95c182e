import type { ColumnReference, Request, ResolvedRequest, TableRequest } from './types.ts';

/**
 * Text that is equal for two requests exactly when they ask for the same data; its hash names a dataset.
 *
 * Holds the seed, the locale, the reference date, the tables with their edge cases, what masks follow from and the
 * imported requests; not
 * the checks, the environments, the test or the key of masking, which is a secret (add its key id).
 * The order of columns stays, since files have it, and so does the order inside options: the
 * weights of a choice are cumulated in it. The order of tables and of option names does not.
 *
 * Shape: JSON on one line.
 */
export function canonicalRequest({ request, imports }: ResolvedRequest): string {
  return JSON.stringify(canonicalForm(request, imports));
}

function canonicalForm(request: Request, imports: ResolvedRequest['imports']): unknown {
  const used = importsInUse(request);
  return {
    seed: request.seed,
    locale: request.locale,
    referenceDate: request.referenceDate,
    tables: sortedEntries(request.tables).map(([name, table]) => [name, canonicalTable(table)]),
    ...masksFollowFrom(request),
    ...(request.edgeCases === undefined ? {} : { edgeCases: sortKeys(request.edgeCases) }),
    imports: sortedEntries(imports)
      .filter(([name]) => used.has(name))
      .map(([name, imported]) => [name, canonicalForm(imported.request, imported.imports)]),
  };
}

/** Absent where the request says nothing of it: what was stored before there were purposes keeps its name. */
function masksFollowFrom({ masking: { purpose, asOf, keyVersion, vault } }: Request): object {
  const settings = { purpose, asOf, keyVersion, vault };
  const isSaid = Object.values(settings).some((value) => value !== undefined);
  return isSaid ? { masking: settings } : {};
}

function canonicalTable(table: TableRequest): unknown {
  const { kind, locale, key, unique } = table;
  const base = { kind, locale, key, unique };
  if (table.kind === 'source') {
    const { source } = table;
    return {
      ...base,
      source: sortKeys('url' in source ? { ...source, url: withoutPassword(source.url) } : source),
      columns: columnList(table.columns),
    };
  }
  const { edgeCases } = table;
  return {
    ...base,
    rows: sortKeys(table.rows),
    columns: columnList(table.columns),
    ...(edgeCases === undefined ? {} : { edgeCases: sortKeys(edgeCases) }),
  };
}

function columnList(columns: TableRequest['columns']): unknown {
  return Object.entries(columns).map(([name, column]) => {
    const options = 'options' in column ? { options: sortKeys(column.options) } : {};
    return [name, sortKeys({ ...column, ...options })];
  });
}

/** Names of the imports that a table really reads from. */
function importsInUse({ tables }: Request): ReadonlySet<string> {
  const used = new Set<string>();
  for (const table of Object.values(tables)) {
    const perImport =
      table.kind === 'generated' && table.rows.kind === 'per'
        ? table.rows.parent.import
        : undefined;
    if (perImport !== undefined) used.add(perImport);
    for (const column of Object.values(table.columns)) {
      const from = referenceOf(column)?.import;
      if (from !== undefined) used.add(from);
    }
  }
  return used;
}

function referenceOf(column: TableRequest['columns'][string]): ColumnReference | undefined {
  if (column.kind === 'lookup') return column.lookup;
  return column.kind === 'generator' ? undefined : column.references;
}

/** The same map with its own keys in order; what lies below keeps its order. */
function sortKeys(map: object): Record<string, unknown> {
  return Object.fromEntries(sortedEntries(map));
}

function sortedEntries<T>(map: Readonly<Record<string, T>> | object): [string, T][] {
  const entries: [string, T][] = Object.entries(map);
  return entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** A new password does not make new data, and it has no business in a hash. */
function withoutPassword(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^:/@?]*):.*@/, '$1@');
}
