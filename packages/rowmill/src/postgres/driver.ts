import type { Client } from 'pg';

/** The part of `pg` in use: an optional peer, loaded when needed. */
export interface PostgresDriver {
  readonly Client: typeof Client;
}

/**
 * Loads the driver.
 *
 * @throws what `fail` makes of the problem, when the package is not installed.
 */
export async function loadPostgresDriver(
  fail: (problem: string, options?: ErrorOptions) => Error,
  load: () => Promise<PostgresDriver> = () => import('pg'),
): Promise<PostgresDriver> {
  try {
    const { Client } = await load();
    return { Client };
  } catch (error) {
    if (!isMissingPackage(error)) throw error;
    throw fail('needs: npm i pg', { cause: error });
  }
}

function isMissingPackage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}
