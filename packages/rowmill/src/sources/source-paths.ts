import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SourceError } from '../errors.ts';
import { isS3Url } from '../stores/s3/s3-url.ts';

/**
 * The files that a path means: itself, all files of a folder, or those whose names fit a `*` in its last part, such as
 * `data/part-*.parquet`. In the order of their names; hidden ones (`.`, `_`) belong to whoever wrote the others.
 *
 * @throws SourceError when there are none.
 */
export async function sourcePaths(path: string, kind: string): Promise<readonly string[]> {
  if (isS3Url(path)) return path.includes('*') ? inBucket(path, kind) : [path];
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    // A file that is not there is told of by whoever opens it.
    () => false,
  );
  if (!isFolder && !basename(path).includes('*')) return [path];
  const folder = isFolder ? path : dirname(path);
  const names = await namesIn(folder, path, kind);
  const wanted = isFolder ? () => true : fitting(basename(path));
  return chosen(names.filter(wanted), path, kind).map((name) => join(folder, name));
}

async function namesIn(folder: string, path: string, kind: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw noFiles(path, kind, error);
  });
  return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
}

/** Objects one level below the prefix, as files of a folder. */
async function inBucket(path: string, kind: string): Promise<readonly string[]> {
  const { listS3Names } = await import('./s3-names.ts');
  const slash = path.lastIndexOf('/');
  const names = await listS3Names(path.slice(0, slash + 1), `${kind} ${path}`);
  return chosen(names.filter(fitting(path.slice(slash + 1))), path, kind).map(
    (name) => path.slice(0, slash + 1) + name,
  );
}

function chosen(names: readonly string[], path: string, kind: string): readonly string[] {
  const seen = names.filter((name) => !/^[._]/.test(name));
  if (seen.length === 0) throw noFiles(path, kind);
  return [...seen].sort((one, other) => (one < other ? -1 : 1));
}

/** Whether a name has the parts between the `*` of a pattern, in their order. No expression: its time would have no bound. */
function fitting(pattern: string): (name: string) => boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  return (name) => {
    if (name.length < first.length + last.length) return false;
    if (!name.startsWith(first) || !name.endsWith(last)) return false;
    let at = first.length;
    for (const part of parts.slice(1, -1)) {
      const found = name.indexOf(part, at);
      if (found < 0 || found + part.length > name.length - last.length) return false;
      at = found + part.length;
    }
    return true;
  };
}

function noFiles(path: string, kind: string, cause?: unknown): SourceError {
  return new SourceError(`${kind} ${path}`, 'there are no such files, check the path', {
    code: 'ENOENT',
    ...(cause === undefined ? {} : { cause }),
  });
}
