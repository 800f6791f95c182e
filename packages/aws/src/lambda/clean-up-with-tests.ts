import type { CodeBuildClient } from '@aws-sdk/client-codebuild';
import { CleanUpError, cleanUpTask, readPayload, type Task } from 'rowmill/engine';
import { endTestBuilds } from './end-test-builds.ts';

/**
 * `rowmill-clean-up` on AWS: builds that still run tests are stopped, and what they were given to reach their environment
 * goes, before the environment does. A build whose end nobody heard of has left it.
 */
export const cleanUpWithTests =
  (client?: Pick<CodeBuildClient, 'send'>): Task =>
  (world, memory) => {
    const [name, { handler, ...definition }] = cleanUpTask(world, memory);
    return [
      name,
      {
        ...definition,
        async handler(payload, call) {
          const { run } = readPayload(name, payload, {});
          const problems = await endTestBuilds(world.store, run.id, client);
          if (problems.length === 0) return handler(payload, call);
          return incomplete(problems, async () => handler(payload, call));
        },
      },
    ];
  };

/** Does the rest all the same, and tells of both. */
async function incomplete(
  problems: readonly Error[],
  rest: () => Promise<unknown>,
): Promise<never> {
  const [error] = await rest().then(
    () => [],
    (thrown: unknown) => [thrown],
  );
  if (error === undefined) throw new CleanUpError(problems, []);
  if (!(error instanceof CleanUpError)) throw error;
  throw new CleanUpError([...problems, ...error.problems], error.removed);
}
