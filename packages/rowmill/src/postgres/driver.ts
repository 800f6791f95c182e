import type { Readable } from 'node:stream';
import type { Client, Submittable } from 'pg';

/** The parts of `pg` and `pg-copy-streams` in use. Both are optional peers, loaded when needed. */
export interface PostgresDriver {
  readonly Client: typeof Client;
  copyTo(sql: string): Readable & Submittable;
}

/**
 * Loads the driver.
 *
 * @throws what `fail` makes of the problem, when one of the packages is not installed.
 */
export async function loadPostgresDriver(
  fail: (problem: string, options?: ErrorOptions) => Error,
  load: PackageLoader = loadPackages,
): Promise<PostgresDriver> {
  try {
    const { pg, copy } = await load();
    return { Client: pg.Client, copyTo: copy.to };
  } catch (error) {
    if (!isMissingPackage(error)) throw error;
    throw fail('needs: npm i pg pg-copy-streams', { cause: error });
  }
}

type PackageLoader = () => Promise<{
  pg: { Client: typeof Client };
  copy: { to: PostgresDriver['copyTo'] };
}>;

async function loadPackages() {
  const [pg, copy] = await Promise.all([import('pg'), import('pg-copy-streams')]);
  return { pg, copy };
}

function isMissingPackage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}
