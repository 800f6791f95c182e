import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostgresAddress } from './address.ts';
import type { PostgresBinaries } from './binaries.ts';

/** What a later process has to know to use a throw-away server. */
export interface ServerFacts {
  readonly address: PostgresAddress;
  readonly pid: number;
  readonly version: string;
  readonly origin: PostgresBinaries['origin'];
}

const FILE = 'connection.json';

/** Holds the password: nobody but us may read it. */
export async function writeServerFacts(folder: string, facts: ServerFacts): Promise<void> {
  const unfinished = join(folder, `${FILE}.unfinished`);
  await writeFile(unfinished, JSON.stringify({ rowmill: 1, ...facts }), { mode: 0o600 });
  await rename(unfinished, join(folder, FILE));
}

/** @returns undefined when the folder is gone, or its server never came up */
export async function readServerFacts(folder: string): Promise<ServerFacts | undefined> {
  try {
    const facts: unknown = JSON.parse(await readFile(join(folder, FILE), 'utf8'));
    return isFacts(facts) ? facts : undefined;
  } catch {
    // Whatever is there instead, no server can be used with it.
    return undefined;
  }
}

function isFacts(value: unknown): value is ServerFacts {
  if (typeof value !== 'object' || value === null) return false;
  const { rowmill, address, pid } = value as Record<string, unknown>;
  return (
    rowmill === 1 && typeof pid === 'number' && typeof address === 'object' && address !== null
  );
}
