import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type ColumnShape, RequestError, type RequestIssue, type TableShape } from '@rowmill/core';
import {
  canonicalRequest,
  GENERATOR_VERSION,
  GENERATORS,
  type MaskKey,
  type MaskPlan,
  parentsFirst,
  parseMaskKey,
  planMasking,
  planTables,
  type ResolvedRequest,
  type SourceTable,
} from '@rowmill/core/engine';
import type { Program } from '@rowmill/core/kernels';
import { resolveReference } from '../request/resolve-reference.ts';
import { openSource } from '../sources/open-source.ts';
import type { Source } from '../sources/source.ts';

/** A table whose rows are computed. */
export interface GeneratedRunTable {
  readonly kind: 'generated';
  readonly name: string;
  readonly shape: TableShape;
  readonly rowCount: number;
  readonly program: Program;
}

/** A table whose rows are read from a source and masked. */
export interface MaskedRunTable {
  readonly kind: 'masked';
  readonly name: string;
  readonly shape: TableShape;
  readonly masks: MaskPlan;
  readonly source: Source;
}

export type RunTable = GeneratedRunTable | MaskedRunTable;

/** Everything a run needs to know before it makes the first row. */
export interface RunPlan {
  readonly datasetId: string;
  /** Whether the same id always means the same rows; a live database may change under us. */
  readonly reusable: boolean;
  /** Parents before children. */
  readonly tables: readonly RunTable[];
  readonly maskKey: MaskKey | undefined;
}

export interface PlanOptions {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Plans all tables of a request. Sources are opened to read their columns; close them with {@link closePlan}.
 *
 * @throws {@link RequestError} with every issue of every table.
 */
export async function planRun(resolved: ResolvedRequest, options: PlanOptions): Promise<RunPlan> {
  const issues: RequestIssue[] = [];
  const generated = await collect(issues, () => planTables(resolved, GENERATORS));
  const masked: MaskedRunTable[] = [];
  try {
    for (const [name, table] of Object.entries(resolved.request.tables)) {
      if (table.kind !== 'source') continue;
      const planned = await collect(issues, () => planSource(name, table, resolved, options));
      if (planned !== undefined) masked.push(planned);
    }
    if (issues.length > 0) throw new RequestError(issues);
    const maskKey = await readMaskKey(resolved, masked, options);
    const tables = parentsFirst<RunTable>([
      ...(generated?.tables ?? []).map((table) => ({ kind: 'generated' as const, ...table })),
      ...masked,
    ]);
    return { tables, maskKey, ...(await identify(resolved, maskKey, options)) };
  } catch (error) {
    await Promise.all(masked.map(({ source }) => source.close()));
    throw error;
  }
}

export async function closePlan({ tables }: RunPlan): Promise<void> {
  await Promise.all(
    tables.map((table) => (table.kind === 'masked' ? table.source.close() : undefined)),
  );
}

async function collect<Value>(
  issues: RequestIssue[],
  work: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    issues.push(...error.issues);
    return undefined;
  }
}

async function planSource(
  name: string,
  table: SourceTable,
  { request }: ResolvedRequest,
  options: PlanOptions,
): Promise<MaskedRunTable> {
  const source = await openSource(table.source, options);
  try {
    const rules = Object.entries(table.columns).map(
      ([column, { strategy, options: ruleOptions }]) => ({
        column,
        strategy,
        options: ruleOptions,
      }),
    );
    const masks = planMasking({
      table: name,
      locale: table.locale ?? request.locale,
      sourceColumns: source.columns,
      rules,
    });
    return { kind: 'masked', name, masks, source, shape: sourceShape(name, table, source) };
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** A masked table keeps the types of its source where the value is kept; what a mask writes is text. */
function sourceShape(name: string, table: SourceTable, source: Source): TableShape {
  const key =
    table.key.length > 0
      ? table.key
      : source.columns.filter(({ isKey }) => isKey).map((column) => column.name);
  const columns = source.columns.map(
    (column): ColumnShape => ({
      name: column.name,
      type: column.type ?? { kind: 'string' },
      nullable: isNullable(column, table, key),
      ...(column.sourceType === undefined ? {} : { sourceType: column.sourceType }),
    }),
  );
  const references = Object.entries(table.columns).flatMap(([column, { references: parent }]) =>
    parent === undefined || parent.import !== undefined
      ? []
      : [{ columns: [column], parentTable: parent.table, parentColumns: [parent.column] }],
  );
  return { name, columns, key, unique: table.unique, references };
}

/** What was never null in the source stays so under every mask but `null`. */
function isNullable(
  { name, nullable }: Source['columns'][number],
  { columns }: SourceTable,
  key: readonly string[],
): boolean {
  if (key.includes(name)) return false;
  return nullable !== false || columns[name]?.strategy === 'null';
}

async function readMaskKey(
  { request }: ResolvedRequest,
  masked: readonly MaskedRunTable[],
  options: PlanOptions,
): Promise<MaskKey | undefined> {
  if (request.masking.key === undefined || masked.length === 0) return undefined;
  return parseMaskKey(
    await resolveReference(request.masking.key, {
      environment: options.environment,
      baseDirectory: options.directory,
    }),
  );
}

/** Hash of everything that the rows follow from: request, generator version, masking key, contents of source files. */
async function identify(
  resolved: ResolvedRequest,
  maskKey: MaskKey | undefined,
  { directory }: Pick<PlanOptions, 'directory'>,
): Promise<Pick<RunPlan, 'datasetId' | 'reusable'>> {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([GENERATOR_VERSION, canonicalRequest(resolved), maskKey?.id ?? null]));
  let reusable = true;
  for (const table of Object.values(resolved.request.tables)) {
    if (table.kind !== 'source') continue;
    if (table.source.kind === 'postgres') reusable = false;
    else
      await pipeline(createReadStream(resolve(directory, table.source.path)), hash, { end: false });
  }
  return { datasetId: `${resolved.request.name}-${hash.digest('hex').slice(0, 16)}`, reusable };
}

/** Names the dataset of a request without source tables. */
export async function identifyDataset(
  resolved: ResolvedRequest,
  directory: string,
): Promise<string> {
  return (await identify(resolved, undefined, { directory })).datasetId;
}
