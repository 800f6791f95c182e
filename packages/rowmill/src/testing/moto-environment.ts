import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isRunning } from '../environments/process-identity.ts';

const run = promisify(execFile);

const MOTO = 'moto[server]==5.2.5';
const CACHE = fileURLToPath(new URL('../../../../node_modules/.cache/moto', import.meta.url));
const POLL_MS = 200;

/**
 * Path of a Python that has moto. Its virtual environment is made on first use, which takes half a minute, and kept in
 * `node_modules/.cache/moto`. Of several processes that ask at once, one makes it.
 */
export async function pythonWithMoto(): Promise<string> {
  const folder = join(CACHE, MOTO.replaceAll(/[^\w.]+/g, '-'));
  const windows = process.platform === 'win32';
  const program = windows ? join('Scripts', 'python.exe') : join('bin', 'python');
  await mkdir(CACHE, { recursive: true });
  while (!(await exists(folder))) {
    const lock = `${folder}.lock`;
    if (!(await isTaken(lock))) await makeIn(folder, { program, lock });
    else await sleep(POLL_MS);
  }
  return join(folder, program);
}

async function makeIn(
  folder: string,
  { program, lock }: { readonly program: string; readonly lock: string },
): Promise<void> {
  // Complete or absent: the folder has its name once everything is in it. Python finds its packages after that, too.
  const unfinished = `${folder}.${randomBytes(4).toString('hex')}`;
  try {
    if (await exists(folder)) return;
    await run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', unfinished]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', MOTO];
    await run(join(unfinished, program), pip, { timeout: 300_000 });
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    await rm(lock, { force: true });
  }
}

/** Takes the lock unless a process that runs has it. */
async function isTaken(lock: string): Promise<boolean> {
  const taken = await writeFile(lock, String(process.pid), { flag: 'wx' }).then(
    () => false,
    () => true,
  );
  if (!taken) return false;
  const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
  // Empty: its holder is about to write its number.
  if (holder > 0 && !isRunning(holder)) await rm(lock, { force: true });
  return true;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
