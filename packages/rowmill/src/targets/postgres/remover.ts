import { existsSync } from 'node:fs';
import type { LedgerObject } from '../../environments/lease.ts';
import { joinRemovals, type Removal, type Remover } from '../../environments/sweep.ts';
import { TargetError } from '../../errors.ts';
import { describeAddress, type PostgresAddress, parsePostgresUrl } from '../../postgres/address.ts';
import { removeStaleServers } from '../../postgres/server-directory.ts';
import { removeMarkedObjects } from './marked-objects.ts';

/**
 * Removes what ledgers list on PostgreSQL servers. Ledgers hold no passwords: they come from the URL of the
 * same server, user and database among `urls`, otherwise from `PGPASSWORD` or `~/.pgpass`.
 */
export function postgresRemover(urls: readonly string[]): Remover {
  const fail = (problem: string) => new TargetError('postgres', problem);
  const known = urls.map((url) => parsePostgresUrl(url, fail));
  return async (objects, lease) => {
    const { gone, left } = await withoutGoneServers(objects);
    const removals: Removal[] = [gone];
    for (const { address, group } of byServer(left, known)) {
      const name = `postgres ${describeAddress(address)}`;
      const failHere = (problem: string, options?: ErrorOptions) =>
        new TargetError(name, problem, options ?? {});
      removals.push(await removeMarkedObjects(group, lease, { address, fail: failHere }));
    }
    return joinRemovals(removals);
  };
}

/**
 * What was on a throw-away server is gone when its folder is; one that lost its owner is removed here. Its
 * port may be another server's by now, so nobody asks there.
 */
async function withoutGoneServers(
  objects: readonly LedgerObject[],
): Promise<{ gone: Removal; left: readonly LedgerObject[] }> {
  const isOnOwnServer = ({ place }: LedgerObject) => place.serverFolder !== undefined;
  if (objects.some(isOnOwnServer)) await removeStaleServers();
  const isGone = (object: LedgerObject) =>
    isOnOwnServer(object) && !existsSync(String(object.place.serverFolder));
  const gone = objects.filter(isGone);
  const removed = gone.map(({ kind, name }) => `${kind} "${name}" went with its throw-away server`);
  return { gone: { removed, problems: [], gone }, left: objects.filter((one) => !isGone(one)) };
}

interface ServerObjects {
  readonly address: PostgresAddress;
  readonly group: LedgerObject[];
}

function byServer(objects: readonly LedgerObject[], known: readonly PostgresAddress[]) {
  const groups = new Map<string, ServerObjects>();
  for (const object of objects) {
    const { host, port, user, database } = object.place;
    const written = {
      host: String(host),
      port: Number(port),
      user: String(user),
      database: String(database),
    };
    const key = JSON.stringify(written);
    const address = known.find((one) => isSameServer(one, written)) ?? written;
    const entry: ServerObjects = groups.get(key) ?? { address, group: [] };
    entry.group.push(object);
    groups.set(key, entry);
  }
  return groups.values();
}

function isSameServer(one: PostgresAddress, other: PostgresAddress): boolean {
  return (
    one.host === other.host &&
    one.port === other.port &&
    one.user === other.user &&
    one.database === other.database
  );
}
