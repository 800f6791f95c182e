import { afterEach, expect, it, vi } from 'vitest';
import { exitCodeOfError } from '../../../rowmill/src/cli/exit-codes.ts';
import { type FaultProxy, startFaultProxy } from '../../../rowmill/src/testing/fault-proxy.ts';
import { describeMoto } from '../../../rowmill/src/testing/moto.ts';
import { BUCKETLESS } from '../proof/testing/function-world.ts';
import { openAwsEngine } from './aws-engine.ts';
import { ENGINE_OPTIONS, SHOP, useClientWorld, wanted } from './testing/client-world.ts';

const failureOf = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => expect.unreachable('it is refused'),
    (error: Error) => error,
  );

describeMoto('a deployment that cannot be used', () => {
  const world = useClientWorld();
  afterEach(() => vi.unstubAllEnvs());

  it('is not found without credentials', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere');
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
    const error = await failureOf(openAwsEngine(ENGINE_OPTIONS).launch(wanted(SHOP)));
    expect(error).toMatchObject({ name: 'AwsCredentialsError' });
    expect(error.message).toMatch(/^deployment proof in .*: no AWS credentials - sign in/);
    expect(exitCodeOfError(error)).toBe(3);
  });

  it('is not found in another region', async () => {
    const elsewhere = openAwsEngine({ ...ENGINE_OPTIONS, region: 'us-east-1' });
    const error = await failureOf(elsewhere.launch(wanted(SHOP)));
    expect(error).toMatchObject({ name: 'DeploymentNotFoundError' });
    expect(error.message).toMatch(/no deployment "proof" in us-east-1 - .*--region/);
    expect(exitCodeOfError(error)).toBe(2);
  });

  it.each([
    ['launch', (): unknown => wanted(SHOP)],
    ['list', (): unknown => undefined],
    ['find', (): unknown => 'latest'],
    ['status', (): unknown => '2026-11-22T19-45-00-1a2b'],
    ['show', (): unknown => '2026-11-22T19-45-00-1a2b'],
    ['askToStop', (): unknown => '2026-11-22T19-45-00-1a2b'],
  ] as const)('has no bucket any more: %s', async (method, argument) => {
    const { asked } = world().states;
    const engine = openAwsEngine({ ...ENGINE_OPTIONS, deployment: BUCKETLESS });
    const ask = engine[method] as (argument: unknown, reason: string) => Promise<unknown>;
    const error = await failureOf(ask(argument(), 'why'));
    expect(error).toMatchObject({ name: 'DeploymentStateError' });
    expect(error.message).toMatch(
      /^deployment bucketless: its bucket rowmill-of-yesterday is gone/,
    );
    expect(error.message).toContain('rowmill deploy --deployment bucketless');
    expect(exitCodeOfError(error)).toBe(3);
    expect(asked).not.toContain('StartExecution');
  });
});

describeMoto('a key that is denied', () => {
  const world = useClientWorld();
  let proxy: FaultProxy | undefined;
  afterEach(async () => {
    delete process.env.AWS_ENDPOINT_URL_S3;
    await proxy?.stop();
  });

  /** An engine whose requests to S3 that match are denied by the key of the bucket. */
  async function denied(requests: RegExp, action: string) {
    const faults = await startFaultProxy(world().moto.endpoint);
    proxy = faults;
    const fields = { Message: `User: me is not authorized to perform: ${action} on resource: x` };
    faults.fail((line) =>
      requests.test(line) ? { answer: 403, code: 'AccessDenied', fields } : undefined,
    );
    process.env.AWS_ENDPOINT_URL_S3 = faults.endpoint;
    return openAwsEngine(ENGINE_OPTIONS);
  }

  it.each(['request.json', 'executions/1.json', 'run.json'])(
    'leaves nothing of a run whose %s cannot be written',
    async (file) => {
      const { store, states } = world();
      const before = await store.list('');
      const engine = await denied(new RegExp(`^PUT .*/${file}`), 'kms:GenerateDataKey');
      const error = await failureOf(engine.launch(wanted(SHOP)));
      expect(error).toMatchObject({ name: 'StoreError' });
      expect(error.message).toMatch(/^s3:.*: kms:GenerateDataKey is not allowed with the KMS key/);
      expect(exitCodeOfError(error)).toBe(3);
      expect(await store.list('')).toEqual(before);
      expect(states.asked).not.toContain('StartExecution');
    },
  );

  it('does not hide a run, nor undo one that is under way', async () => {
    const { engine, store } = world();
    const id = await engine.launch(wanted({ ...SHOP, test: { command: 'true' } }));
    const reader = await denied(/^GET .*\/run\.json/, 'kms:Decrypt');
    const error = await failureOf(reader.show(id));
    expect(error).toMatchObject({ name: 'StoreError' });
    expect(error.message).toContain(`${id}/run.json: reading failed: kms:Decrypt is not allowed`);
    expect(exitCodeOfError(error)).toBe(3);
    expect(await reader.list()).toMatchObject([
      { id, status: 'unreadable', problem: expect.stringContaining('kms:Decrypt') },
    ]);
    expect(await store.list(`runs/${id}/run.json`)).toHaveLength(1);
    expect(await engine.askToStop(id, 'enough')).toBe(true);
  });
});
