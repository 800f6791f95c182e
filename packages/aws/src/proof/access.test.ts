import { randomBytes } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { createS3Store } from 'rowmill/engine';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { describeMoto, useMoto } from '../../../rowmill/src/testing/moto.ts';
import { createBucket } from '../../../rowmill/src/testing/s3.ts';
import { EVENT_LAMBDAS, type LambdaFunction, VARIABLES, WORKFLOW_LAMBDAS } from '../deployment.ts';
import type { LambdaEntry } from '../stack/access/function-access.ts';
import { functionStatements } from '../stack/access/function-statements.ts';
import type { Places } from '../stack/access/places.ts';
import type { Statement } from '../stack/access/statement.ts';
import { placesInWords } from '../stack/access/words.ts';
import { machineArn } from '../testing/step-functions-actions.ts';
import { called } from './testing/call-function.ts';
import { DEPLOYMENT } from './testing/function-world.ts';
import { isAllowed, needsOf, type Permission } from './testing/permissions.ts';
import { useFunctionWorld } from './testing/use-function-world.ts';

/** As much of a class of clients of the SDK as is watched here: all have it in common. */
interface SdkClient {
  send(command: { readonly input: Readonly<Record<string, unknown>> }): unknown;
}

const LAMBDAS: readonly (LambdaFunction & { readonly entry: LambdaEntry })[] = [
  ...Object.values(WORKFLOW_LAMBDAS),
  ...Object.values(EVENT_LAMBDAS),
];

describeMoto('roles allow what functions do', () => {
  const moto = useMoto();
  const world = useFunctionWorld(moto);
  const asked = new Map<LambdaEntry, Permission[]>();
  let outside: { readonly sources: string; readonly targets: string };

  beforeEach(async () => {
    outside = { sources: await createBucket(moto()), targets: await createBucket(moto()) };
    asked.clear();
    const prototype = Object.getPrototypeOf(S3Client.prototype) as SdkClient;
    const { send } = prototype;
    vi.spyOn(prototype, 'send').mockImplementation(function (this: SdkClient, command, ...rest) {
      note(command.constructor.name, command.input);
      return Reflect.apply(send, this, [command, ...rest]);
    });
  });
  afterEach(() => vi.mocked(Object.getPrototypeOf(S3Client.prototype).send).mockRestore());

  /** Requests of the test itself are nobody's. */
  function note(command: string, input: Readonly<Record<string, unknown>>): void {
    const name = called.getStore()?.split(':').at(-1)?.replace(`rowmill-${DEPLOYMENT}-`, '');
    const lambda = LAMBDAS.find(({ entry }) => entry === name);
    if (lambda === undefined) return;
    asked.set(lambda.entry, [...(asked.get(lambda.entry) ?? []), ...needsOf(command, input)]);
  }

  function roleOf(lambda: (typeof LAMBDAS)[number]): readonly Statement[] {
    const { bucket, environment } = world();
    const places: Places = {
      ...placesInWords(DEPLOYMENT),
      bucket: `arn:aws:s3:::${bucket}`,
      leases: `arn:aws:dynamodb:::table/${environment[VARIABLES.leases]}`,
      secrets: `arn:aws:secretsmanager:::secret:rowmill/${DEPLOYMENT}`,
      executions: machineArn({ name: `rowmill-${DEPLOYMENT}` }).replace(
        'stateMachine',
        'execution',
      ),
      bucketOf: (name) => `arn:aws:s3:::${name}`,
    };
    const options = {
      sources: [{ bucket: outside.sources, prefix: 'exports' }],
      targets: [{ bucket: outside.targets, prefix: 'lake' }],
    };
    return functionStatements(lambda, {
      places,
      options,
      logStreams: 'its log group',
      isAsynchronous: false,
    });
  }

  function refused(): readonly string[] {
    return LAMBDAS.flatMap((lambda) => {
      const role = roleOf(lambda);
      const wanted = (asked.get(lambda.entry) ?? []).filter((need) => !isAllowed(role, need));
      return wanted.map(({ action, resource }) => `${lambda.entry}: ${action} on ${resource}`);
    });
  }

  const people = Array.from({ length: 40 }, (_, id) => `${id},person ${id}@example.com\n`).join('');
  const request = (name: string, source: object) => ({
    name,
    seed: 5,
    tables: {
      users: {
        rows: 90_000,
        columns: { id: { generator: 'uuid' }, name: { generator: 'person.fullName' } },
        key: 'id',
      },
      customers: {
        source,
        columns: { id: { mask: 'keep' }, email: { mask: 'hash.hmac' } },
        key: 'id',
      },
    },
    masking: { key: 'env:MASK_KEY' },
    environments: {
      qa: {
        targets: [{ kind: 's3', url: `s3://${outside.targets}/lake/${name}`, format: 'csv' }],
      },
    },
  });

  test('in a run that masks, delivers, and removes', async () => {
    const { sources } = outside;
    const exports = await createS3Store({
      bucket: sources,
      scratch: '',
      clientConfig: moto().client,
    });
    await exports.put('exports/customers.csv', `id,email\n${people}`);
    await world().putSecret('keys', 'MASK_KEY', randomBytes(32).toString('hex'));
    const path = `s3://${sources}/exports/customers.csv`;
    const run = await world().run(request('masked', { kind: 'csv', path }));
    expect(run).toMatchObject({ status: 'SUCCEEDED' });
    expect(refused()).toEqual([]);
    const expected = ['plan', 'mask-table', 'build-shard', 'store-dataset', 'validate-dataset'];
    for (const entry of [...expected, 'provision', 'deliver-shard', 'set-up', 'clean-up', 'report'])
      expect([entry, asked.has(entry as LambdaEntry)]).toEqual([entry, true]);
  });

  test('in a run that fails, and abandons its dataset', async () => {
    const path = `s3://${outside.sources}/exports/missing.csv`;
    await world().putSecret('keys', 'MASK_KEY', randomBytes(32).toString('hex'));
    const run = await world().run(request('failing', { kind: 'csv', path }));
    expect(run.status).toBe('FAILED');
    expect(refused()).toEqual([]);
  });

  test('when leases are swept', async () => {
    const { handler } = await import('../handlers/sweep.ts');
    const { name, entry } = EVENT_LAMBDAS.sweep;
    await called.run(`${name}:rowmill-${DEPLOYMENT}-${entry}`, () =>
      handler({}, { awsRequestId: 'request' }),
    );
    expect(asked.get(entry)?.map(({ action }) => action)).toContain('dynamodb:Scan');
    expect(refused()).toEqual([]);
  });

  test('and not what another function does', async () => {
    const role = roleOf(WORKFLOW_LAMBDAS.BuildShardFunctionArn);
    const { bucket } = world();
    const key = needsOf('GetSecretValueCommand', {
      SecretId: `rowmill/${DEPLOYMENT}/keys/MASK_KEY`,
    });
    const source = needsOf('GetObjectCommand', { Bucket: outside.sources, Key: 'exports/a.csv' });
    const parts = needsOf('DeleteObjectCommand', {
      Bucket: bucket,
      Key: 'datasets/a/manifest.json',
    });
    const written = needsOf('PutObjectCommand', {
      Bucket: bucket,
      Key: 'datasets/a/manifest.json',
    });
    const answers = [...key, ...source, ...parts, ...written].map((need) => isAllowed(role, need));
    expect(answers).toEqual([false, false, false, true]);
  });
});
