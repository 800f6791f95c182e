import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../packages/rowmill/dist/cli/main.js', import.meta.url));
const REQUEST = fileURLToPath(new URL('../user.yaml', import.meta.url));

let seed = 0;

/** Each run gets a seed of its own: a dataset that is stored already would not be made again. */
function argumentsFor(rows, folder, workers) {
  seed += 1;
  const size = ['--rows', `user=${rows}`, '--workers', String(workers), '--seed', String(seed)];
  return [MAIN, 'generate', '-f', 'user.yaml', '--out', folder, '--format', 'ndjson', ...size];
}

/** Works on a copy of the request, so that whatever is stored beside it goes with the folder. */
async function generate(rows, folder, workers) {
  copyFileSync(REQUEST, join(folder, 'user.yaml'));
  const child = spawn(process.execPath, argumentsFor(rows, folder, workers), {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaint += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`rowmill generate: exit code ${code}\n${complaint}`);
}

/** The command line tool as a peer: the clock runs from the start of its process to the end. */
export function rowmillCommand(workers) {
  return {
    name: `rowmill generate --workers ${workers} (whole process)`,
    rows: { file: 10_000_000 },
    prepare() {
      return existsSync(MAIN) ? undefined : 'not built: run npm run build';
    },
    async write(rows, file) {
      const folder = mkdtempSync(join(dirname(file), 'generate-'));
      try {
        await generate(rows, folder, workers);
        renameSync(join(folder, 'user.ndjson'), file);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
