import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNode } from './node-process.mjs';

export const MAIN = fileURLToPath(
  new URL('../../packages/rowmill/dist/cli/main.js', import.meta.url),
);
const REQUEST = fileURLToPath(new URL('../user.yaml', import.meta.url));

/**
 * `rowmill generate` of the user record, in a folder of its own beside `file`.
 *
 * @param options `rows`, `format`, further `args` of the command, `node`: options of Node itself.
 */
export async function generateUsers(
  file,
  { rows, workers, format = 'ndjson', args = [], node = [], env = process.env },
) {
  const folder = mkdtempSync(join(dirname(file), 'generate-'));
  try {
    copyFileSync(REQUEST, join(folder, 'user.yaml'));
    const size = ['--rows', `user=${rows}`, '--workers', String(workers), '--format', format];
    const command = [MAIN, 'generate', '-f', 'user.yaml', '--out', folder, ...size, ...args];
    await runNode([...node, ...command], { cwd: folder, env });
    renameSync(join(folder, `user.${format}`), file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The command line tool as a subject: the clock runs from the start of its process to the end. */
export function generateSubject({ name, units, ...options }) {
  return {
    name,
    units,
    run: ({ units: rows, file }) => generateUsers(file, { ...options, rows }),
  };
}
