import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { EnvironmentLostError, type LedgerStore } from 'rowmill/engine';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type Environment,
  openEnvironment,
} from '../../../rowmill/src/environments/environment.ts';
import { createPostgresTarget } from '../../../rowmill/src/targets/postgres/target.ts';
import { only } from '../../../rowmill/src/testing/environment.ts';
import { describeMoto, useMoto } from '../../../rowmill/src/testing/moto.ts';
import { describePostgres, usePostgres } from '../../../rowmill/src/testing/postgres.ts';
import { column, table } from '../../../rowmill/src/testing/shapes.ts';
import { openSecrets } from '../lambda/secrets.ts';
import { createDynamoLedgers } from './dynamo-ledgers.ts';
import { sweepLeases } from './sweep-leases.ts';
import { createLeaseTable, type TestLeaseTable } from './testing/lease-table.ts';

const PREFIX = 'rowmill/test';
const HOUR = 3_600_000;
const users = table('users', [column('id', 'integer')]);

describePostgres('sweeping leases', () => {
  describeMoto('on AWS', () => {
    const postgres = usePostgres();
    const moto = useMoto();
    let leases: TestLeaseTable;
    let secrets: SecretsManagerClient;
    beforeEach(async () => {
      leases = await createLeaseTable(moto());
      secrets = new SecretsManagerClient(moto().client);
    });
    afterEach(async () => {
      await leases.remove();
      secrets.destroy();
      await moto().reset();
    });

    const ledgersOf = (run: string): LedgerStore =>
      createDynamoLedgers({ ...leases, holder: { run } });
    const sweepLater = (hours: number) =>
      sweepLeases({
        ledgers: ledgersOf('sweep'),
        readSecrets: openSecrets({ client: secrets, prefix: PREFIX }),
        now: new Date(Date.now() + hours * HOUR),
      });
    const store = (name: string, value: string) =>
      secrets.send(
        new CreateSecretCommand({ Name: `${PREFIX}/targets/${name}`, SecretString: value }),
      );

    /** A run that made a database and ended without another word. */
    async function abandon(name: string, leaseMs = HOUR): Promise<Environment> {
      const lease = await openEnvironment({
        ledgers: ledgersOf(`run-${name}`),
        name,
        leaseMs,
        removersOf: only({}),
        urlReferences: ['env:QA_URL'],
      });
      await createPostgresTarget({ url: postgres.server.url, lease }).provision([users]);
      return lease;
    }
    const databases = async (): Promise<readonly string[]> => {
      const rows = await postgres.sql<{ name: string }>(
        "SELECT datname AS name FROM pg_database WHERE datname LIKE 'rowmill%' ORDER BY 1",
      );
      return rows.map(({ name }) => name);
    };

    it('removes what runs left on servers that only a secret leads to, and nothing of others', async () => {
      await store('QA_URL', postgres.server.url);
      await abandon('over');
      await abandon('running', 5 * HOUR);
      expect(await databases()).toHaveLength(2);
      const { removed, things } = await sweepLater(2);
      expect(removed).toBe(1);
      expect(things).toEqual([expect.stringMatching(/^database "rowmill_over_\w+" on /)]);
      expect(await databases()).toEqual([expect.stringContaining('running')]);
      expect(await ledgersOf('x').list()).toEqual(['running']);
      expect(await sweepLater(2)).toEqual({ removed: 0, things: [] });
      await sweepLater(6);
      expect(await databases()).toEqual([]);
    });

    it('keeps the ledger while the secret is missing, says which, and goes on past it', async () => {
      await abandon('stuck');
      const free = await openEnvironment({
        ledgers: ledgersOf('free'),
        name: 'a-free-one',
        leaseMs: HOUR,
        removersOf: only({}),
      });
      expect(free.objects).toEqual([]);
      const swept = sweepLater(2);
      await expect(swept).rejects.toMatchObject({ name: 'CleanUpError' });
      await expect(swept).rejects.toThrow(
        /env:QA_URL: there is no secret rowmill\/test\/targets\/QA_URL in Secrets Manager - make it/,
      );
      expect(await ledgersOf('x').list()).toEqual(['stuck']);
      await store('QA_URL', postgres.server.url);
      expect((await sweepLater(2)).removed).toBe(1);
      expect(await databases()).toEqual([]);
    });

    it('lets a run that works on after its lease put nothing on record any more', async () => {
      await store('QA_URL', postgres.server.url);
      const lease = await abandon('late');
      await sweepLater(2);
      const object = { target: 'postgres', kind: 'database', name: 'x', place: {} };
      await expect(lease.record([object])).rejects.toThrow(EnvironmentLostError);
      await lease.close();
      expect(await ledgersOf('x').list()).toEqual([]);
    });

    it('leaves nothing when several sweep at the same time', async () => {
      await store('QA_URL', postgres.server.url);
      for (const name of ['a', 'b', 'c']) await abandon(name);
      const swept = await Promise.all([sweepLater(2), sweepLater(2), sweepLater(2)]);
      const names = swept.flatMap(({ things }) => things.map((line) => line.split(' ')[1]));
      expect(new Set(names).size).toBe(3);
      expect(await databases()).toEqual([]);
      expect(await ledgersOf('x').list()).toEqual([]);
    });
  });
});
