import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { type Environment, openEnvironment } from '../environments/environment.ts';

/** Opens environments whose ledgers are removed after each test. */
export function useEnvironments(): {
  open(options?: Partial<Parameters<typeof openEnvironment>[0]>): Promise<Environment>;
  folder(): Promise<string>;
} {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  const folder = async () => {
    const made = await mkdtemp(join(tmpdir(), 'rowmill-ledgers-'));
    folders.push(made);
    return made;
  };
  const open = async (options: Partial<Parameters<typeof openEnvironment>[0]> = {}) =>
    openEnvironment({
      folder: options.folder ?? (await folder()),
      name: 'qa',
      leaseMs: 3_600_000,
      removers: {},
      ...options,
    });
  return { open, folder };
}
