import { tableText } from './check-links.ts';
import { splitColumn, splitTable } from './find-column.ts';
import { edgeCasesOf, labelsOf } from './normalise-edge-cases.ts';
import type { ReadRequest } from './schema.ts';
import type { ReadColumn } from './schema-column.ts';
import type { ReadTarget } from './schema-environment.ts';
import type { ReadRows, ReadTable } from './schema-table.ts';
import type {
  ColumnReference,
  GeneratedColumn,
  ReferenceColumn,
  ReferencePick,
  Request,
  RowCount,
  TableRequest,
  TargetRequest,
} from './types.ts';

const DEFAULT_ZIPF_EXPONENT = 1.1;

type IsImport = (name: string) => boolean;

function normaliseValidation({
  schemas,
  expectations,
  failures,
}: ReadRequest['validation']): Request['validation'] {
  return { schemas, expectations, ...(failures === undefined ? {} : { failures }) };
}

/** Spells out a request whose parts and names have been checked. */
export function normalise(read: ReadRequest): Request {
  const { environments, test, masking, ...rest } = read;
  const isImport = (name: string) => Object.hasOwn(read.imports, name);
  const tables = mapValues(read.tables, (table) => normaliseTable(table, read, isImport));
  const edgeCases = labelsOf(
    read.edgeCases,
    Object.values(tables).filter((table) => table.kind === 'generated'),
  );
  const tableNames = [...Object.keys(tables), ...(edgeCases ? [edgeCases.labels] : [])];
  return {
    name: rest.name,
    seed: rest.seed,
    locale: rest.locale,
    referenceDate: rest.referenceDate,
    imports: rest.imports,
    tables,
    masking,
    validation: normaliseValidation(rest.validation),
    environments: mapValues(environments, ({ lease, targets }) => ({
      leaseMs: lease,
      targets: targets.map((target) => normaliseTarget(target, tableNames)),
    })),
    ...(test === undefined
      ? {}
      : {
          test: {
            command: test.command,
            ...(test.timeout === undefined ? {} : { timeoutMs: test.timeout }),
          },
        }),
    cleanup: rest.cleanup,
    ...(edgeCases === undefined ? {} : { edgeCases }),
    ...(rest.workflow === undefined ? {} : { workflow: rest.workflow }),
  };
}

function normaliseTable(
  table: ReadTable,
  request: Pick<ReadRequest, 'edgeCases'>,
  isImport: IsImport,
): TableRequest {
  const { key, unique = [], locale, columns } = table;
  const base = {
    key: key === undefined ? defaultKey(columns) : typeof key === 'string' ? [key] : key,
    unique,
    ...(locale === undefined ? {} : { locale }),
  };
  if ('source' in table) {
    return {
      kind: 'source',
      source: table.source,
      ...base,
      columns: mapValues(table.columns, ({ references, ...column }) => ({
        ...column,
        ...(references === undefined ? {} : { references: columnAt(references, isImport) }),
      })),
    };
  }
  const rows = normaliseRows(table.rows, isImport);
  const edgeCases = edgeCasesOf(table.edgeCases, request.edgeCases);
  const generated = normaliseColumns(table.columns, rows, isImport);
  return {
    kind: 'generated',
    rows,
    ...base,
    columns: edgeCases === undefined ? mapValues(generated, withoutEdgeCases) : generated,
    ...(edgeCases === undefined ? {} : { edgeCases }),
  };
}

/** Where a table has no edge cases, nothing follows from a column that asks for none. */
function withoutEdgeCases({ edgeCases: _, ...column }: GeneratedColumn): GeneratedColumn {
  return column;
}

function defaultKey(columns: object): readonly string[] {
  return Object.hasOwn(columns, 'id') ? ['id'] : [];
}

function normaliseRows(rows: ReadRows, isImport: IsImport): RowCount {
  if (typeof rows === 'number') return { kind: 'fixed', rows };
  return { kind: 'per', parent: splitTable(rows.per, isImport), count: rows.count };
}

function normaliseColumns(
  columns: Readonly<Record<string, ReadColumn>>,
  rows: RowCount,
  isImport: IsImport,
): Readonly<Record<string, GeneratedColumn>> {
  const references = referenceColumns(columns, rows, isImport);
  const entries = Object.entries(columns).map(([name, column]): [string, GeneratedColumn] => {
    if (column.kind === 'generator') return [name, column];
    const reference = references.get(name);
    if (reference !== undefined) return [name, reference];
    if (column.kind !== 'lookup') throw new RangeError(`reference column ${name} was not read`);
    const lookup = columnAt(column.lookup, isImport);
    const link = column.link ?? linkTo(lookup, references);
    const nulls = column.nulls ?? 0;
    return [name, { kind: 'lookup', lookup, link, nulls, ...leftOut(column) }];
  });
  return Object.fromEntries(entries);
}

/** Foreign keys by column; what one column of a link says holds for all of them. */
function referenceColumns(
  columns: Readonly<Record<string, ReadColumn>>,
  rows: RowCount,
  isImport: IsImport,
): ReadonlyMap<string, ReferenceColumn> {
  const all = Object.entries(columns).flatMap(([name, column]) =>
    column.kind === 'references'
      ? [{ name, column, link: column.link ?? name, target: columnAt(column.references, isImport) }]
      : [],
  );
  const parent = rows.kind === 'per' ? tableText(rows.parent) : undefined;
  const saysParent = all.some(({ column }) => column.pick === 'parent');
  const withoutPick = all.filter(({ link }) =>
    all.every((other) => other.link !== link || other.column.pick === undefined),
  );
  // Of several references to the parent, only the first follows it: the rest would repeat it.
  const following = saysParent
    ? undefined
    : withoutPick.find(({ target }) => tableText(target) === parent)?.link;
  return new Map(
    all.map(({ name, column: written, link, target }) => {
      const members = all.filter((other) => other.link === link).map(({ column }) => column);
      const pick = members.find((member) => member.pick !== undefined);
      const nulls = members.find((member) => member.nulls !== undefined)?.nulls ?? 0;
      const kind = pick?.pick ?? (link === following ? 'parent' : 'uniform');
      const column = {
        kind: 'references' as const,
        references: target,
        pick: normalisePick(kind, pick?.exponent),
        nulls,
        link,
        ...leftOut(written),
      };
      return [name, column];
    }),
  );
}

function leftOut({ edgeCases }: { readonly edgeCases?: false | undefined }): {
  readonly edgeCases?: false;
} {
  return edgeCases === undefined ? {} : { edgeCases };
}

function normalisePick(kind: ReferencePick['kind'], exponent: number | undefined): ReferencePick {
  return kind === 'zipf' ? { kind, exponent: exponent ?? DEFAULT_ZIPF_EXPONENT } : { kind };
}

function linkTo(lookup: ColumnReference, references: ReadonlyMap<string, ReferenceColumn>): string {
  const parent = tableText(lookup);
  for (const column of references.values()) {
    if (tableText(column.references) === parent) return column.link;
  }
  throw new RangeError(`no reference leads to ${parent}`);
}

function columnAt(text: string, isImport: IsImport): ColumnReference {
  const reference = splitColumn(text, isImport);
  if (reference === undefined) throw new RangeError(`"${text}" was not checked`);
  return reference;
}

function normaliseTarget(target: ReadTarget, tableNames: readonly string[]): TargetRequest {
  const tables = target.tables ?? tableNames;
  if (target.kind !== 'postgres') {
    const { compression, ...rest } = target;
    return { ...rest, ...(compression === undefined ? {} : { compression }), tables };
  }
  const { kind, url, embedded = false, isolation } = target;
  return { kind, ...(url === undefined ? {} : { url }), embedded, isolation, tables };
}

function mapValues<A, B>(
  map: Readonly<Record<string, A>>,
  change: (value: A) => B,
): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
