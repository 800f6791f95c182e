import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RequestFileError } from './request-file-error.ts';

/** Names that a request goes by, the first that exists wins. */
const REQUEST_FILES: readonly string[] = [
  'rowmill.yaml',
  'rowmill.yml',
  'rowmill.json',
  'rowmill.config.ts',
  'rowmill.config.mts',
  'rowmill.config.mjs',
  'rowmill.config.js',
];

/**
 * Finds the request: the given file; or the first `rowmill.yaml`, `rowmill.config.ts` and so on in
 * the given folder.
 *
 * @throws RequestFileError when the folder has none.
 */
export async function findRequestFile(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  // A file that does not exist is reported by whoever reads it.
  if (!found?.isDirectory()) return path;
  for (const name of REQUEST_FILES) {
    const file = join(path, name);
    const entry = await stat(file).catch(() => undefined);
    if (entry?.isFile()) return file;
  }
  const message = `there is no request here: looked for ${REQUEST_FILES.join(', ')}`;
  const hint = 'run: rowmill init';
  const source = { file: path, locate: () => undefined };
  throw new RequestFileError([
    { source, issues: [{ path: [], code: 'no-request', message, hint }] },
  ]);
}
