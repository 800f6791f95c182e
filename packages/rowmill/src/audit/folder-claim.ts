import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isGone, ownIdentity } from '../environments/process-identity.ts';
import { AuditError } from '../errors.ts';

/** How long somebody waits for others who hold the folder for milliseconds each. */
const PATIENCE_MS = 30_000;
/** Nobody can tell of a process on another machine whether it is gone; none holds a folder for so long. */
const FOREIGN_AGE_MS = 60_000;
const MOST_PAUSE_MS = 12;

/**
 * Does something while no other process that asks so does anything for the same folder.
 *
 * Each puts a file of its own name there and then looks whether it is alone; who is not takes his file away and tries
 * again. Of two at least one sees the other, whatever the order. What a process that was killed has left bears its
 * number, and a name that nobody else ever has, so that anybody may remove it.
 *
 * @throws {@link AuditError} when others never let go.
 */
export async function withFolderClaim<Value>(
  folder: string,
  work: () => Promise<Value>,
): Promise<Value> {
  const deadline = Date.now() + PATIENCE_MS;
  await mkdir(folder, { recursive: true });
  for (;;) {
    const own = join(folder, claimName());
    await (await open(own, 'wx', 0o600)).close();
    try {
      const others = await otherClaims(folder, own);
      if (others.length === 0) return await work();
      if (Date.now() > deadline)
        throw new AuditError(
          folder,
          `others hold the log, and do not let go: ${others.join(', ')}`,
        );
    } finally {
      await rm(own, { force: true });
    }
    await sleep(Math.random() * MOST_PAUSE_MS);
  }
}

const FORM = /^(\d+)\.(\d*)\.([0-9a-f]{16})\.[0-9a-f-]{36}$/;

/** Whose claim it is stands in its name: a file that is just being made has nothing in it yet. */
function claimName(): string {
  const { pid, started } = ownIdentity();
  return `${pid}.${started}.${machine()}.${randomUUID()}`;
}

function machine(): string {
  const { host, space } = ownIdentity();
  return createHash('sha256').update(`${host}\n${space}`).digest('hex').slice(0, 16);
}

async function otherClaims(folder: string, own: string): Promise<readonly string[]> {
  const alive: string[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (path === own || !FORM.test(name)) continue;
    if (await isLeft(name, path)) await rm(path, { force: true });
    else alive.push(path);
  }
  return alive;
}

async function isLeft(name: string, path: string): Promise<boolean> {
  const [, pid, started = '', where] = FORM.exec(name) ?? [];
  if (where === machine()) return isGone({ ...ownIdentity(), pid: Number(pid), started });
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > FOREIGN_AGE_MS;
}
