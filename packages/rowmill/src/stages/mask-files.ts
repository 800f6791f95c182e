import { statSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ResolvedRequest, SourceRequest } from '@rowmill/core/engine';
import { isIdentifying, keyForThread, masksRowByRow, planForThread } from '@rowmill/core/masks';
import { PlanChangedError } from '../errors.ts';
import type { RunContext } from '../ports.ts';
import { isS3Url } from '../stores/s3/s3-url.ts';
import type { FormatChoice, MaskedFile, SchemaFailures, TableSchema } from '../workers/jobs.ts';
import { WorkerError } from '../workers/worker-error.ts';
import { type MaskedTable, writeMasked } from '../workers/write-masked.ts';
import type { WrittenTable } from '../workers/write-table.ts';
import { auditedReading, type KeyWords } from './audit-masking.ts';
import { type FilesPlace, fileName, writeFilesBy } from './generate-files.ts';
import type { MaskedRunTable, RunPlan } from './plan-run.ts';

/** Tables that are masked from file to file, and what each of them is read from. */
export interface FilesToMask {
  readonly plan: RunPlan;
  readonly sources: ReadonlyMap<string, SourceRequest>;
  readonly schemas: ReadonlyMap<string, TableSchema>;
}

/** What a table has become, and where its files are. */
export interface MaskedFiles extends WrittenTable {
  readonly name: string;
  readonly masking: MaskedTable['masking'];
  readonly failures: SchemaFailures | undefined;
}

type MaskFilesContext = RunContext & {
  /** Settings of masking of the request, for the log. */
  readonly masking: KeyWords;
  /** Folder for the rows that break a JSON Schema. */
  readonly failuresDirectory: string;
};

/**
 * Whether the sources of a request may be masked from file to file, without a store in between: plain files on this
 * machine, into files of text. What is claimed or limited has to be proven first, which takes the store.
 */
export function mayMaskFiles(
  { request }: ResolvedRequest,
  { name, gzip, directory }: FormatChoice & { readonly directory: string },
): boolean {
  const { claims = [], anonymity } = request.masking;
  const isText = (name === 'ndjson' || name === 'csv') && gzip !== true;
  if (!isText || claims.length > 0 || anonymity !== undefined) return false;
  return Object.values(request.tables).every(
    (table) => table.kind === 'source' && isPlainFile(table.source, directory),
  );
}

function isPlainFile(source: SourceRequest, directory: string): boolean {
  if (source.kind === 'ndjson') return isPlainPath(source.path, directory);
  if (source.kind !== 'csv' || source.delimiter >= '\x80') return false;
  return isPlainPath(source.path, directory);
}

/** One file, and no folder or pattern of several. */
function isPlainPath(path: string, directory: string): boolean {
  if (isS3Url(path) || path.endsWith('.gz') || path.includes('*')) return false;
  return statSync(resolve(directory, path), { throwIfNoEntry: false })?.isDirectory() !== true;
}

/** Whether every mask of a plan follows from its row, so that workers can share the rows of a file. */
export const masksFilesByRow = ({ tables }: RunPlan): boolean =>
  tables.every((table) => table.kind === 'masked' && masksRowByRow(table.masks));

/**
 * Masks the source files of a plan into files, which get their names when all are complete. Undefined where rows are not
 * regular enough, cannot be masked as asked, or have cells as they were where they identify somebody: nothing is left then,
 * and who goes row by row can do it or tell. Nothing else is measured of the files.
 *
 * @throws PlanChangedError when the key is not what the plan was made from, or a file changes while it is read.
 */
export async function maskFiles(
  files: FilesToMask,
  place: FilesPlace,
  context: MaskFilesContext,
): Promise<readonly MaskedFiles[] | undefined> {
  const { plan } = files;
  const masked = new Map<string, MaskedTable>();
  const tables = plan.tables.flatMap((table) => (table.kind === 'masked' ? [table] : []));
  try {
    const written = await writeFilesBy(tables, place, context, async (table, directory) => {
      const path = join(directory, fileName(table.name, place.format));
      const one = await auditedReading(
        { table, plan, words: context.masking },
        context,
        () => maskOne(table, files, { ...place, path }, context),
        ({ rows }) => ({ rows }),
      );
      if (hasUnmasked(table, one)) throw new UnmaskedCellsError();
      masked.set(table.name, one);
      return { rows: one.rows, bytes: one.bytes, files: [path] };
    });
    return tables.flatMap(({ name }) => {
      const [one, file] = [masked.get(name), written.get(name)];
      if (one === undefined || file === undefined) return [];
      const failures = files.schemas.has(name) ? one.failures : undefined;
      return [{ name, masking: one.masking, failures, ...file }];
    });
  } catch (error) {
    if (error instanceof UnmaskedCellsError) return undefined;
    if (error instanceof WorkerError && LEFT_TO_ROWS.has(error.failure)) return undefined;
    throw error;
  }
}

/** Ends the quick way: whoever measures what becomes of every value has to judge these rows. */
class UnmaskedCellsError extends Error {
  override readonly name = 'UnmaskedCellsError';
}

/** Cells that came out as they were, in a column whose values must not be delivered. */
function hasUnmasked({ masks }: MaskedRunTable, { masking }: MaskedTable): boolean {
  const sought = new Set(masks.columns.filter(isIdentifying).map(({ name }) => name));
  return masking.some(({ column, unchangedValues }) => unchangedValues > 0 && sought.has(column));
}

/** Errors that tell more, or do not come at all, where rows are masked one by one. */
const LEFT_TO_ROWS: ReadonlySet<string> = new Set([
  'IrregularRowsError',
  'MaskError',
  'DataError',
  'CellTooLargeError',
]);

async function maskOne(
  table: MaskedRunTable,
  { plan, sources, schemas }: FilesToMask,
  { format, path }: FilesPlace & { readonly path: string },
  context: MaskFilesContext,
): Promise<MaskedTable> {
  const { name, shape, masks, asOf } = table;
  const { pool, signal, emit, runId, failuresDirectory, directory } = context;
  const key = await table.readMaskKey();
  if (key?.id !== plan.sources.maskKeyId)
    throw new PlanChangedError(runId, 'the masking key is another one by now');
  const source = await fileOf(sources.get(name) as SourceRequest, directory);
  const schema = schemas.get(name);
  if (schema !== undefined) await mkdir(failuresDirectory, { recursive: true });
  const failuresFile = join(
    failuresDirectory,
    `${encodeURIComponent(name)}.schema-failures.ndjson`,
  );
  const started = performance.now();
  const masked = await writeMasked(
    {
      source,
      masks: planForThread(masks),
      key: key === undefined ? undefined : keyForThread(key),
      asOf,
      columns: shape.columns,
      schema: schema && { schema, key: shape.key, failuresFile },
      format,
      path,
    },
    {
      pool,
      signal,
      onProgress: ({ rows, bytes }) => emit({ type: 'progress', table: name, rows, bytes }),
    },
  );
  const after = await stat(source.path);
  if (after.size !== source.size || after.mtimeMs !== source.changed)
    throw new PlanChangedError(runId, `${table.facts.describe} has changed while it was read`);
  const seconds = (performance.now() - started) / 1000;
  emit({ type: 'table', table: name, rows: masked.rows, bytes: masked.bytes, seconds });
  return masked;
}

async function fileOf(
  source: SourceRequest,
  directory: string,
): Promise<MaskedFile & { readonly changed: number }> {
  if (source.kind !== 'ndjson' && source.kind !== 'csv')
    throw new TypeError(`a source of kind ${source.kind} is no file of rows`);
  const path = resolve(directory, source.path);
  const { size, mtimeMs: changed } = await stat(path);
  if (source.kind === 'ndjson') return { path, size, changed, format: { name: 'ndjson' } };
  return { path, size, changed, format: { name: 'csv', delimiter: source.delimiter } };
}
