import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SourceRequest } from '@rowmill/core/engine';
import { SourceError } from '../errors.ts';
import { openSource } from '../sources/open-source.ts';
import { isS3Url } from '../stores/s3/s3-url.ts';
import type { ComparedPlace, ComparedTable } from './compared-place.ts';

type Format = 'csv' | 'ndjson' | 'json' | 'parquet';

/** File formats that can be read back, by the ends of their names. */
const FORMATS: Readonly<Record<string, Format>> = {
  csv: 'csv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'json',
  parquet: 'parquet',
};

/**
 * Files and folders of one table each. Hidden ones (`.`, `_`) belong to whoever wrote the others.
 *
 * @param folder a path, or `s3://bucket/prefix`
 * @throws SourceError when it cannot be read, holds no table, or holds data of which it is not clear what table it is:
 *   what is passed over is not equal.
 */
export async function filesPlace(name: string, folder: string): Promise<ComparedPlace> {
  const entries = isS3Url(folder) ? await inBucket(folder, name) : await inFolder(folder, name);
  if (entries.length === 0) {
    throw new SourceError(
      name,
      `${folder} has no table in it - it should have files or folders of files that end in ${Object.keys(FORMATS).join(', ')}`,
    );
  }
  assertOnce(name, entries);
  const tables = entries.map(
    ({ table, path, kind }): ComparedTable => ({
      name: table,
      engine: 'files',
      open: () => openSource({ kind, path } as SourceRequest, { directory: '.', environment: {} }),
    }),
  );
  return { name, describe: folder, tables };
}

interface TableFiles {
  readonly table: string;
  readonly path: string;
  readonly kind: Format;
}

function assertOnce(place: string, entries: readonly TableFiles[]): void {
  const seen = new Map<string, string>();
  for (const { table, path } of entries) {
    const other = seen.get(table);
    if (other !== undefined) {
      throw new SourceError(
        place,
        `table "${table}" is in ${basename(other)} and in ${basename(path)} - keep one of them in the folder`,
      );
    }
    seen.set(table, path);
  }
}

async function inFolder(folder: string, place: string): Promise<readonly TableFiles[]> {
  const found: TableFiles[] = [];
  for (const entry of (await namesIn(folder, place)).toSorted()) {
    if (/^[._]/.test(entry)) continue;
    const path = join(folder, entry);
    // A link to a folder is a folder.
    const isFolder = await stat(path).then(
      (facts) => facts.isDirectory(),
      () => false,
    );
    if (!isFolder) found.push(...fileTable(path));
    else found.push(...folderTable(path, { names: await namesIn(path, place), place }));
  }
  return found;
}

async function namesIn(folder: string, place: string): Promise<readonly string[]> {
  return readdir(folder).catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new SourceError(place, `${folder} ${WHY[code] ?? `cannot be read (${code})`}`, { cause });
  });
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'is not there - correct the address',
  ENOTDIR: 'is a file - name the folder that it is in, and --table where it has others',
  EACCES: 'may not be read - grant this user the right to it',
};

const DATA_FILE = /^([^._].*?)(\.(csv|ndjson|jsonl|json|parquet)(?:\.gz)?)$/i;

/** `users.csv`, `users.csv.gz`: a table in one file. */
function fileTable(path: string): TableFiles[] {
  const [, table, , format = ''] = DATA_FILE.exec(basename(path)) ?? [];
  const kind = FORMATS[format.toLowerCase()];
  return table === undefined || kind === undefined ? [] : [{ table: tableName(table), path, kind }];
}

/** A folder of parts, all of one format. */
function folderTable(
  path: string,
  { names, place }: { readonly names: readonly string[]; readonly place: string },
): TableFiles[] {
  const seen = names.filter((name) => !/^[._]/.test(name));
  const data = seen.flatMap((name) => {
    const [, , end = '', format = ''] = DATA_FILE.exec(name) ?? [];
    const kind = FORMATS[format.toLowerCase()];
    return kind === undefined ? [] : [{ end, kind }];
  });
  const [first] = data;
  if (first === undefined) return [];
  if (data.length < seen.length || data.some(({ end }) => end !== first.end)) {
    throw new SourceError(
      place,
      `${path} holds files of several kinds - a folder of a table holds its parts alone, all of one format`,
    );
  }
  const parts = isS3Url(path) ? `${path}/*${first.end}` : path;
  return [{ table: tableName(basename(path)), path: parts, kind: first.kind }];
}

/** rowmill writes names that no file can have with `%`; in files of others it is a sign like any. */
function tableName(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

async function inBucket(url: string, place: string): Promise<readonly TableFiles[]> {
  const { listS3Tree } = await import('../sources/s3-names.ts');
  const found: TableFiles[] = [];
  for (const [folder, names] of await listS3Tree(url)) {
    if (folder === '') found.push(...names.flatMap((name) => fileTable(`${url}/${name}`)));
    else if (!/^[._]/.test(folder))
      found.push(...folderTable(`${url}/${folder}`, { names, place }));
  }
  return found;
}
