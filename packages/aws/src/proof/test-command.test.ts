import { execFileSync } from 'node:child_process';
import {
  CodeBuildClient,
  CreateProjectCommand,
  type StartBuildCommand,
  StopBuildCommand,
} from '@aws-sdk/client-codebuild';
import { SendTaskFailureCommand, SFNClient } from '@aws-sdk/client-sfn';
import { readRunReport } from 'rowmill/engine';
import { beforeAll, expect, test, vi } from 'vitest';
import { until } from '../../../rowmill/src/cli/testing/until.ts';
import { describeMoto, useMoto } from '../../../rowmill/src/testing/moto.ts';
import { VARIABLES } from '../deployment.ts';
import type { LambdaContext } from '../lambda/lambda-context.ts';
import { BUILD_VARIABLES, type TestBuildResult, testBuildFiles } from '../test-build/test-build.ts';
import { useFunctionWorld } from './testing/use-function-world.ts';

const PROJECT = 'rowmill-proof-tests';
const CONTEXT: LambdaContext = {
  awsRequestId: 'event',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:rowmill-proof-test-ended',
  getRemainingTimeInMillis: () => 60_000,
};

const REQUEST = {
  name: 'tested',
  tables: { users: { rows: 10, columns: { id: { generator: 'uuid' } }, key: 'id' } },
  test: { command: 'npm test', timeout: '3m' },
};

describeMoto('tests of a run on AWS', () => {
  const moto = useMoto();
  const world = useFunctionWorld(moto);

  beforeAll(async () => {
    vi.stubEnv(VARIABLES.testProject, PROJECT);
    await new CodeBuildClient(moto().client).send(
      new CreateProjectCommand({
        name: PROJECT,
        source: { type: 'S3', location: 'tests/tests.zip' },
        artifacts: { type: 'NO_ARTIFACTS' },
        environment: { type: 'ARM_CONTAINER', image: 'x', computeType: 'BUILD_GENERAL1_SMALL' },
        serviceRole: 'arn:aws:iam::123456789012:role/tests',
      }),
    );
  });

  /** The run and the call of the build that was ordered last. */
  async function ordered(): Promise<{ readonly run: string; readonly call: string }> {
    const found = await until(async () => {
      const listed = await world().store.list('runs/');
      return listed.findLast(({ key }) => key.endsWith('/order.json'));
    });
    const [, run = '', , call = ''] = found.key.split('/');
    return { run, call };
  }

  const eventOf = (status: string, { run, call }: { run: string; call: string }) => ({
    source: 'aws.codebuild',
    detail: {
      'build-status': status,
      'additional-information': {
        environment: {
          'environment-variables': [
            { name: BUILD_VARIABLES.run, value: run, type: 'PLAINTEXT' },
            { name: BUILD_VARIABLES.call, value: call, type: 'PLAINTEXT' },
          ],
        },
      },
    },
  });

  /** What the build leaves, and the event of its end; `undefined` where it leaves nothing. */
  async function endBuild(status: string, result: TestBuildResult | undefined): Promise<void> {
    const build = await ordered();
    const files = testBuildFiles(build.run, build.call);
    if (result !== undefined) {
      await world().store.put(files.log, 'three tests\n');
      await world().store.put(files.result, JSON.stringify(result));
    }
    const { handler } = await import('../handlers/test-ended.ts');
    await handler(eventOf(status, build), CONTEXT);
    // Events come more than once.
    await handler(eventOf(status, build), CONTEXT);
  }

  test('are started with a build, and their end goes on with the run', async () => {
    const running = world().run(REQUEST);
    const { run, call } = await ordered();
    const script = String(await world().store.get(testBuildFiles(run, call).variables));
    const told = execFileSync('sh', ['-c', `${script}\nprintf %s "$ROWMILL_RUN_ID"`]);
    expect(String(told)).toBe(run);
    await endBuild('SUCCEEDED', { exitCode: 0, seconds: 1.5, isLate: false });
    const { id, status } = await running;
    expect(status).toBe('SUCCEEDED');
    expect((await readRunReport(world().store, id))?.test).toEqual({
      command: 'npm test',
      exitCode: 0,
      seconds: 1.5,
      outputTail: 'three tests\n',
    });
    const left = await world().store.list(`runs/${id}/private/`);
    expect(left).toEqual([]);
  });

  test('have a build that shows the command, and nothing secret', async () => {
    const send = vi.spyOn(CodeBuildClient.prototype, 'send');
    const running = world().run(REQUEST);
    const { run, call } = await ordered();
    await endBuild('SUCCEEDED', { exitCode: 0, seconds: 1, isLate: false });
    await running;
    const started = send.mock.calls[0]?.[0] as StartBuildCommand;
    const { environmentVariablesOverride = [], ...input } = started.input;
    expect(input).toEqual({
      projectName: PROJECT,
      idempotencyToken: call,
      timeoutInMinutesOverride: 13,
    });
    const shown = environmentVariablesOverride.map(({ name, value }) => [name, value]);
    expect(Object.fromEntries(shown)).toEqual({
      [BUILD_VARIABLES.run]: run,
      [BUILD_VARIABLES.bucket]: world().bucket,
      [BUILD_VARIABLES.call]: call,
      [BUILD_VARIABLES.command]: 'npm test',
      [BUILD_VARIABLES.seconds]: '180',
    });
  });

  test.each([
    ['stops', undefined, []],
    ['tells of', new Error('ThrottlingException'), ['clean up']],
  ])('whose run ends without them: clean-up %s the build', async (_, refusal, failed) => {
    const send = vi.spyOn(CodeBuildClient.prototype, 'send');
    const running = world().run(REQUEST);
    const { run, call } = await ordered();
    const files = testBuildFiles(run, call);
    await until(async () => world().store.head(files.build));
    const { id } = JSON.parse(String(await world().store.get(files.build)));
    const { token } = JSON.parse(String(await world().store.get(files.order)));
    if (refusal !== undefined) send.mockRejectedValueOnce(refusal);
    const states = new SFNClient({ ...moto().client, endpoint: world().states.endpoint });
    const stop = { taskToken: token, error: 'RunStoppedError', cause: 'enough' };
    await states.send(new SendTaskFailureCommand(stop));
    expect(await running).toMatchObject({ status: 'FAILED', error: 'RunStoppedError' });
    const stopped = send.mock.calls.flatMap(([command]) =>
      (command as object) instanceof StopBuildCommand ? [command.input] : [],
    );
    expect(stopped).toEqual([{ id }]);
    send.mockRestore();

    const report = await readRunReport(world().store, run);
    const stages = report?.stages.filter(({ status }) => status === 'failed') ?? [];
    expect(stages.map(({ name }) => name)).toEqual(failed);
    const left = await world().store.list(`runs/${run}/private/`);
    expect(left.map(({ key }) => key)).toEqual(refusal === undefined ? [] : [files.build]);
    if (refusal !== undefined)
      expect(JSON.stringify(report)).toContain('the tests may still run: build ');
  });

  test.each([
    ['fail', 'FAILED', { exitCode: 2, seconds: 1, isLate: false }, 'TestCommandError'],
    ['take too long', 'FAILED', { exitCode: 124, seconds: 180, isLate: true }, 'TestCommandError'],
    ['lose their machine', 'FAULT', undefined, 'TestInterruptedError'],
  ])('that %s fail the run', async (_, status, result, error) => {
    const running = world().run(REQUEST);
    await endBuild(status, result);
    expect(await running).toMatchObject({ status: 'FAILED', error });
  });
});
