import { PostgresStartError } from '../errors.ts';
import type { RunContext } from '../ports.ts';
import type { PostgresServer } from '../postgres/server.ts';

/** A server of our own for the environment; without one, the tables go to files, and the run says why. */
export async function startServer({
  signal,
  emit,
}: RunContext): Promise<PostgresServer | undefined> {
  const { startPostgres } = await import('../postgres/server.ts');
  try {
    const server = await startPostgres({ signal });
    emit({
      type: 'note',
      message: `started PostgreSQL ${server.version} on port ${server.address.port}`,
    });
    return server;
  } catch (error) {
    if (!(error instanceof PostgresStartError)) throw error;
    emit({ type: 'note', message: `${error.message}\ngoing on with files instead of a database` });
    return undefined;
  }
}
