import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3';
import { runReference } from 'rowmill/engine';
import { expect, onTestFinished, test } from 'vitest';
import { openRunHarness } from '../../../rowmill/src/runner/testing/run-harness.ts';
import { startFaultProxy } from '../../../rowmill/src/testing/fault-proxy.ts';
import { describeMoto, useMoto } from '../../../rowmill/src/testing/moto.ts';
import { type LambdaProcess, lambdaRuntime, startLambda } from '../testing/lambda-process.ts';
import { callFunction } from './testing/call-function.ts';
import { partsOf } from './testing/dataset-facts.ts';
import { useFunctionWorld } from './testing/use-function-world.ts';

const BUNDLE = fileURLToPath(new URL('../../dist/lambda/build-shard', import.meta.url));

/** Wide enough that a part takes several requests. */
const TEXTS = {
  name: 'texts',
  seed: 3,
  tables: {
    texts: {
      rows: 131_072,
      columns: {
        id: { generator: 'uuid' },
        a: { generator: 'uuid' },
        b: { generator: 'uuid' },
        c: { generator: 'uuid' },
        d: { generator: 'uuid' },
        e: { generator: 'uuid' },
        f: { generator: 'uuid' },
        g: { generator: 'uuid' },
        h: { generator: 'uuid' },
      },
      key: 'id',
    },
  },
};

const missing = await lambdaRuntime().then(
  () => undefined,
  (error: unknown) => error,
);

describeMoto('a function that is killed in the midst of a shard', () => {
  const moto = useMoto();
  const world = useFunctionWorld(moto);

  test.skipIf(missing !== undefined)('leaves one object when it is called again', async () => {
    const disk = mkdtempSync(join(tmpdir(), 'rowmill-killed-'));
    onTestFinished(() => rmSync(disk, { recursive: true }));
    const proxy = await startFaultProxy(moto().endpoint);
    onTestFinished(proxy.stop);
    const { id } = await world().prepare(TEXTS, {
      sizing: { partsPerShard: 2, buildConcurrency: 1, deliveryConcurrency: 1 },
    });
    const run = { ...runReference(id), bucket: world().bucket };
    await callFunction(await world().functionOf('PlanFunctionArn'), { run });
    const shard = { run, table: 'texts', shard: 0, firstRow: 0, rowCount: 131_072 };
    const environment = {
      ...world().environment,
      AWS_ENDPOINT_URL_S3: proxy.endpoint,
      TMPDIR: disk,
    };

    let victim: LambdaProcess | undefined = await startLambda(BUNDLE, { environment });
    proxy.fail((request) => {
      if (!/part-00001\.parquet\?.*partNumber=2/.test(request)) return undefined;
      void victim?.kill();
      victim = undefined;
      return { answer: 503, code: 'SlowDown' };
    });
    await expect(victim.invoke(shard)).rejects.toThrow('the function ended');
    // Parts are on their way at the same time: none is there in half.
    expect(Object.keys(await partsOf(world().store)).length).toBeLessThan(2);
    expect((await uploads()).length).toBeGreaterThan(0);

    proxy.fail(() => undefined);
    const second = await startLambda(BUNDLE, { environment });
    onTestFinished(second.kill);
    const answer = await second.invoke(shard);
    expect(answer, second.output()).toMatchObject({ kind: 'response' });
    for (const next of ['StoreDatasetFunctionArn', 'ValidateDatasetFunctionArn'] as const)
      await callFunction(await world().functionOf(next), { run });
    await callFunction(await world().functionOf('CleanUpFunctionArn'), { run, failed: false });

    const embedded = openRunHarness();
    await embedded.start(TEXTS);
    expect(await partsOf(world().store)).toEqual(await partsOf(embedded.store));
    expect(await uploads()).toEqual([]);
  });

  async function uploads(): Promise<readonly unknown[]> {
    const command = new ListMultipartUploadsCommand({ Bucket: world().bucket });
    const { Uploads = [] } = await new S3Client(moto().client).send(command);
    return Uploads;
  }
});
