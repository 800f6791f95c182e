import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { type Environment, openEnvironment } from '../environments/environment.ts';
import { createFileLedgers } from '../environments/file-ledgers.ts';
import type { LedgerStore } from '../environments/ledger-store.ts';
import type { Removers, RemoversOf } from '../environments/sweep.ts';

/** Ledgers in a folder of their own. */
export interface TestLedgers {
  readonly folder: string;
  readonly ledgers: LedgerStore;
}

/** What an environment of a test is opened with where it matters. */
export interface TestEnvironmentOptions
  extends Partial<Omit<Parameters<typeof openEnvironment>[0], 'removersOf'>> {
  readonly removers?: Removers;
}

/** The same removers for every ledger. */
export const only =
  (removers: Removers): RemoversOf =>
  async () =>
    removers;

/** Opens environments whose ledgers are removed after each test. */
export function useEnvironments(): {
  open(options?: TestEnvironmentOptions): Promise<Environment>;
  ledgers(): Promise<TestLedgers>;
} {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  const ledgers = async (): Promise<TestLedgers> => {
    const folder = await mkdtemp(join(tmpdir(), 'rowmill-ledgers-'));
    folders.push(folder);
    return { folder, ledgers: createFileLedgers(folder) };
  };
  const open = async ({ removers = {}, ...options }: TestEnvironmentOptions = {}) =>
    openEnvironment({
      ...(await (options.ledgers === undefined ? ledgers() : { ledgers: options.ledgers })),
      name: 'qa',
      leaseMs: 3_600_000,
      removersOf: only(removers),
      ...options,
    });
  return { open, ledgers };
}
