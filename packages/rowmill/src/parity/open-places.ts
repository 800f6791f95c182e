import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { SourceRequest } from '@rowmill/core/engine';
import { SourceError } from '../errors.ts';
import { introspectDatabase } from '../sources/introspect.ts';
import type { IntrospectedTable } from '../sources/introspected-table.ts';
import { openSource } from '../sources/open-source.ts';
import { isS3Url } from '../stores/s3/s3-url.ts';
import type { ComparedPlace, ComparedTable } from './compared-place.ts';

/** Tables of ours that are no data. */
const OWN_TABLES: ReadonlySet<string> = new Set(['rowmill_deliveries']);

/** File formats that can be read back, by the ends of their names. */
const FORMATS: Readonly<Record<string, 'csv' | 'ndjson' | 'json' | 'parquet'>> = {
  csv: 'csv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'json',
  parquet: 'parquet',
};

/**
 * Opens a place by its address: `postgres://…` and `mysql://…` (behind `#` the schema, where it is not the only one),
 * `s3://bucket/prefix`, or a folder with a file or a folder for each table.
 *
 * @param address with its password; no message shows it
 * @throws SourceError when it cannot be reached, or holds no table.
 */
export async function openPlace(name: string, address: string): Promise<ComparedPlace> {
  if (/^[a-z][a-z0-9+]*:\/\//i.test(address) && !isS3Url(address)) return databaseOf(name, address);
  return filesOf(name, isS3Url(address) ? address.replace(/\/+$/, '') : resolve(address));
}

async function databaseOf(name: string, address: string): Promise<ComparedPlace> {
  const [url = '', schema] = address.split('#', 2);
  const engine = /^postgres(ql)?:/.test(url) ? 'postgres' : 'mysql';
  const found = (await introspectDatabase(url, { schema })).filter(
    ({ kind, name: table }) => kind !== 'view' && !OWN_TABLES.has(table),
  );
  assertOneOfEach(name, found);
  const tables = found.map(
    (table): ComparedTable => ({
      name: table.name,
      engine,
      open: () =>
        openSource(
          { kind: engine, url, schema: table.schema, table: table.name } as SourceRequest,
          { directory: '.', environment: {} },
        ),
    }),
  );
  return { name, describe: describeDatabase(url, schema), tables };
}

function describeDatabase(url: string, schema: string | undefined): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol.slice(0, -1)} ${host}${pathname}${schema === undefined ? '' : ` schema ${schema}`}`;
}

function assertOneOfEach(place: string, tables: readonly IntrospectedTable[]): void {
  const seen = new Map<string, string>();
  for (const { schema, name } of tables) {
    const other = seen.get(name);
    if (other !== undefined) {
      throw new SourceError(
        place,
        `table "${name}" is in the schemas ${other} and ${schema} - name one behind the address: …#${schema}`,
      );
    }
    seen.set(name, schema);
  }
}

/** Files and folders of one table each. Hidden ones (`.`, `_`) belong to whoever wrote the others. */
async function filesOf(name: string, folder: string): Promise<ComparedPlace> {
  const entries = isS3Url(folder) ? await inBucket(folder) : await inFolder(folder, name);
  const tables = entries.map(
    ({ table, path, kind }): ComparedTable => ({
      name: table,
      engine: 'files',
      open: () => openSource({ kind, path } as SourceRequest, { directory: '.', environment: {} }),
    }),
  );
  if (tables.length === 0) {
    throw new SourceError(
      name,
      `${folder} has no table in it - it should have files or folders of files that end in ${Object.keys(FORMATS).join(', ')}`,
    );
  }
  return { name, describe: folder, tables };
}

interface TableFiles {
  readonly table: string;
  readonly path: string;
  readonly kind: (typeof FORMATS)[string];
}

async function inFolder(folder: string, place: string): Promise<readonly TableFiles[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new SourceError(place, `${folder} cannot be read - is the address right?`, { cause });
  });
  const found: TableFiles[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (/^[._]/.test(entry.name)) continue;
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) found.push(...fileTable(path));
    else found.push(...folderTable(path, await readdir(path)));
  }
  return found;
}

/** `users.csv`, `users.csv.gz`: a table in one file. */
function fileTable(path: string): TableFiles[] {
  const [, table, format = ''] = /^([^.]+)\.([a-z]+)(?:\.gz)?$/.exec(basename(path)) ?? [];
  const kind = FORMATS[format];
  return table === undefined || kind === undefined
    ? []
    : [{ table: decodeURIComponent(table), path, kind }];
}

/** A folder of parts, all of one format. */
function folderTable(path: string, names: readonly string[]): TableFiles[] {
  const seen = names.filter((name) => !/^[._]/.test(name));
  const ends = new Set(seen.map((name) => /\.[a-z]+(?:\.gz)?$/.exec(name)?.[0] ?? ''));
  const [end = ''] = ends;
  const kind = FORMATS[end.split('.')[1] ?? ''];
  if (kind === undefined || ends.size > 1) return [];
  const table = decodeURIComponent(basename(path));
  return [{ table, path: isS3Url(path) ? `${path}/*${end}` : path, kind }];
}

async function inBucket(url: string): Promise<readonly TableFiles[]> {
  const { listS3Tree } = await import('../sources/s3-names.ts');
  const found: TableFiles[] = [];
  for (const [folder, names] of await listS3Tree(url)) {
    if (folder === '') found.push(...names.flatMap((name) => fileTable(`${url}/${name}`)));
    else found.push(...folderTable(`${url}/${folder}`, names));
  }
  return found;
}
