import type { createConnection } from 'mysql2';
import { MissingDependencyError } from '../errors.ts';

/** The part of `mysql2` in use: an optional peer, loaded when needed. */
export interface MysqlDriver {
  readonly createConnection: typeof createConnection;
}

/** Loads the driver. @throws MissingDependencyError when the package is not installed. */
export async function loadMysqlDriver(
  load: () => Promise<MysqlDriver> = () => import('mysql2'),
): Promise<MysqlDriver> {
  const { createConnection } = await load().catch((error: unknown) => {
    if (!isMissingPackage(error)) throw error;
    throw new MissingDependencyError('reading MySQL or MariaDB', 'mysql2', { cause: error });
  });
  return { createConnection };
}

function isMissingPackage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}
