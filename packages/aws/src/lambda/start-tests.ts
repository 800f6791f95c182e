import {
  CodeBuildClient,
  type EnvironmentVariable,
  StartBuildCommand,
  type StartBuildCommandInput,
} from '@aws-sdk/client-codebuild';
import { defineTask, type Task, testVariables } from 'rowmill/engine';
import { VARIABLES } from '../deployment.ts';
import { FunctionVariablesError } from '../errors.ts';
import {
  BUILD_VARIABLES,
  exportScript,
  type StartedBuild,
  type TestOrder,
  testBuildFiles,
  testCall,
} from '../test-build/test-build.ts';

export interface StartTestsOptions {
  /** Name of the CodeBuild project. */
  readonly project: string | undefined;
  readonly bucket: string | undefined;
  readonly client?: Pick<CodeBuildClient, 'send'>;
}

/**
 * `rowmill-run-tests` on AWS: {run, token}. Starts a build that runs the test command; the event of its end answers the
 * token. Ends at once. Calls that come again start no second build within the minutes that CodeBuild remembers them.
 */
export function startTestsTask({
  project,
  bucket,
  client = new CodeBuildClient(),
}: StartTestsOptions): Task {
  return defineTask({
    name: 'rowmill-run-tests',
    fields: { token: 'text' },
    repeatable: false,
    async work({ token, run }, { context, memory }) {
      const { request, plan } = await memory.planned(context);
      // Nothing to run: whoever has the token answers it.
      if (request.test === undefined) return {};
      if (!project || !bucket) throw new FunctionVariablesError([VARIABLES.testProject]);
      const { command, timeoutMs } = request.test;
      const call = testCall(token);
      const files = testBuildFiles(run.id, call);
      const environments =
        Object.keys(request.environments).length === 0 ? [] : await memory.environments(context);
      const facts = { runId: run.id, datasetId: plan.datasetId, seed: request.seed };
      const order: TestOrder = {
        version: 1,
        token,
        command,
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
      };
      await context.store.put(files.order, JSON.stringify(order));
      await context.store.put(files.variables, exportScript(testVariables(environments, facts)));
      const started = await startBuild(client, {
        projectName: project,
        idempotencyToken: call,
        environmentVariablesOverride: variablesOf({
          run: run.id,
          bucket,
          call,
          command,
          seconds: String((timeoutMs ?? 0) / 1000),
        }),
        ...(timeoutMs === undefined ? {} : { timeoutInMinutesOverride: minutesFor(timeoutMs) }),
      });
      await context.store.put(files.build, JSON.stringify(started));
      return {};
    },
  });
}

async function startBuild(
  client: Pick<CodeBuildClient, 'send'>,
  input: StartBuildCommandInput,
): Promise<StartedBuild> {
  const { build } = await client.send(new StartBuildCommand(input));
  return { version: 1, id: build?.id ?? '' };
}

function variablesOf(
  values: Readonly<Record<keyof typeof BUILD_VARIABLES, string>>,
): EnvironmentVariable[] {
  return Object.entries(BUILD_VARIABLES).map(([key, name]) => ({
    name,
    value: values[key as keyof typeof BUILD_VARIABLES],
    type: 'PLAINTEXT',
  }));
}

/** Limits of the time of a build, in minutes. Source: AWS CodeBuild API reference, StartBuild (2026-11-22). */
const LEAST_MINUTES = 5;
const MOST_MINUTES = 2160;
/** For what comes before and after the command: its own limit is to end it, not that of the build. */
const ROOM_MINUTES = 10;

const minutesFor = (timeoutMs: number): number =>
  Math.min(MOST_MINUTES, Math.max(LEAST_MINUTES, Math.ceil(timeoutMs / 60_000) + ROOM_MINUTES));
