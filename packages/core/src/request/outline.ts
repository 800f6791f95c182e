import { isMap } from './describe-value.ts';
import { DEFAULT_LABELS } from './normalise-edge-cases.ts';
import type { Request } from './types.ts';

/** Keys from the root of the request. */
type Path = readonly (string | number)[];

/** A name that the request uses for something, and where. */
export interface Mention {
  readonly path: Path;
  readonly text: string;
}

export interface OutlineColumn {
  readonly name: string;
  readonly path: Path;
  /** The column as written; empty for the short form. */
  readonly written: Readonly<Record<string, unknown>>;
  readonly references?: Mention;
  readonly lookup?: Mention;
  readonly link?: Mention;
}

export interface OutlineTable {
  readonly name: string;
  readonly path: Path;
  readonly isSource: boolean;
  readonly columns: ReadonlyMap<string, OutlineColumn>;
  readonly per?: Mention;
  /** As written; absent where the default applies. */
  readonly key?: readonly Mention[];
  readonly unique: readonly (readonly Mention[])[];
}

/**
 * The names in a request and what they refer to, read without asking whether the rest is right:
 * so that one mistake does not hide another.
 */
export interface Outline {
  readonly tables: ReadonlyMap<string, OutlineTable>;
  /** Imported requests; undefined for one that could not be loaded. */
  readonly imports: ReadonlyMap<string, Request | undefined>;
  /** Tables of targets, of JSON Schemas and of expectations. */
  readonly tableMentions: readonly Mention[];
  /** Name of the table of edge cases, at what asks for them; undefined when nothing does. */
  readonly edgeCaseLabels: Mention | undefined;
  readonly columnMentions: readonly { readonly table: string; readonly column: Mention }[];
}

/** Reads the names of a request as written. Whatever has the wrong type is passed over: the schema reports it. */
export function readOutline(
  input: unknown,
  imports: Readonly<Record<string, Request>> = {},
): Outline {
  const root = mapOf(input);
  const tables = Object.entries(mapOf(root.tables)).map(
    ([name, table]) => [name, readTable(name, mapOf(table))] as const,
  );
  const importNames = Object.keys(mapOf(root.imports));
  const validation = mapOf(root.validation);
  const expectations = listOf(validation.expectations).map(mapOf);
  const anonymity = Object.entries(mapOf(mapOf(root.masking).anonymity));
  return {
    tables: new Map(tables),
    imports: new Map(
      importNames.map((name) => [name, Object.hasOwn(imports, name) ? imports[name] : undefined]),
    ),
    edgeCaseLabels: edgeCaseLabels(root),
    tableMentions: [
      ...Object.keys(mapOf(validation.schemas)).map((text) => ({
        path: ['validation', 'schemas', text],
        text,
      })),
      ...expectations.flatMap(({ table, parentTable }, index) => [
        ...mention(table, ['validation', 'expectations', index, 'table']),
        ...mention(parentTable, ['validation', 'expectations', index, 'parentTable']),
      ]),
      ...anonymity.map(([text]) => ({ path: ['masking', 'anonymity', text], text })),
      ...targetTables(root.environments),
    ],
    columnMentions: [
      ...expectations.flatMap(expectationColumns),
      ...anonymity.flatMap(([table, limits]) => anonymityColumns(table, mapOf(limits))),
    ],
  };
}

function edgeCaseLabels(root: Readonly<Record<string, unknown>>): Mention | undefined {
  const { edgeCases } = root;
  const [named] = mention(mapOf(edgeCases).labels, ['edgeCases', 'labels']);
  const isAsked = (value: unknown) => value === true || isMap(value);
  const asking = Object.entries(mapOf(root.tables)).find(([, table]) =>
    isAsked(mapOf(table).edgeCases),
  );
  if (named !== undefined) return named;
  if (isAsked(edgeCases)) return { path: ['edgeCases'], text: DEFAULT_LABELS };
  if (asking === undefined) return undefined;
  return { path: ['tables', asking[0], 'edgeCases'], text: DEFAULT_LABELS };
}

function anonymityColumns(
  table: string,
  limits: Readonly<Record<string, unknown>>,
): Outline['columnMentions'] {
  return ['quasiIdentifiers', 'sensitive'].flatMap((key) =>
    listOf(limits[key])
      .flatMap((column, index) => mention(column, ['masking', 'anonymity', table, key, index]))
      .map((column) => ({ table, column })),
  );
}

function readTable(name: string, written: Readonly<Record<string, unknown>>): OutlineTable {
  const path = ['tables', name];
  const columns = Object.entries(mapOf(written.columns)).map(
    ([column, value]) => [column, readColumn(column, value, [...path, 'columns', column])] as const,
  );
  const [per] = mention(mapOf(written.rows).per, [...path, 'rows', 'per']);
  return {
    name,
    path,
    isSource: Object.hasOwn(written, 'source'),
    columns: new Map(columns),
    ...(per === undefined ? {} : { per }),
    ...(written.key === undefined ? {} : { key: mentions(written.key, [...path, 'key']) }),
    unique: listOf(written.unique).map((set, index) => mentions(set, [...path, 'unique', index])),
  };
}

function readColumn(name: string, value: unknown, path: Path): OutlineColumn {
  const written = mapOf(value);
  const [references] = mention(written.references, [...path, 'references']);
  const [lookup] = mention(written.lookup, [...path, 'lookup']);
  const [link] = mention(written.link, [...path, 'link']);
  return {
    name,
    path,
    written,
    ...(references === undefined ? {} : { references }),
    ...(lookup === undefined ? {} : { lookup }),
    ...(link === undefined ? {} : { link }),
  };
}

function targetTables(environments: unknown): readonly Mention[] {
  return Object.entries(mapOf(environments)).flatMap(([name, environment]) =>
    listOf(mapOf(environment).targets).flatMap((target, index) =>
      mentions(mapOf(target).tables, ['environments', name, 'targets', index, 'tables']),
    ),
  );
}

function expectationColumns(
  { table, column, columns, parentTable, parentColumns }: Readonly<Record<string, unknown>>,
  index: number,
): Outline['columnMentions'] {
  const path = ['validation', 'expectations', index];
  const listed = Array.isArray(columns) ? mentions(columns, [...path, 'columns']) : [];
  const inTable = [...mention(column, [...path, 'column']), ...listed];
  const inParent = mentions(parentColumns, [...path, 'parentColumns']);
  return [
    ...(typeof table === 'string' ? inTable.map((item) => ({ table, column: item })) : []),
    ...(typeof parentTable === 'string'
      ? inParent.map((item) => ({ table: parentTable, column: item }))
      : []),
  ];
}

/** A text, or the texts of a list. */
function mentions(value: unknown, path: Path): readonly Mention[] {
  if (!Array.isArray(value)) return mention(value, path);
  return value.flatMap((item, index) => mention(item, [...path, index]));
}

function mention(value: unknown, path: Path): readonly Mention[] {
  return typeof value === 'string' ? [{ text: value, path }] : [];
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
