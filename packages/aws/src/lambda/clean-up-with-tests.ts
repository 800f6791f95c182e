import { cleanUpTask, readPayload, type Task } from 'rowmill/engine';
import { privateFolder } from '../test-build/test-build.ts';

/**
 * `rowmill-clean-up` on AWS: what tests were given to reach their environment goes first, whatever became of them. A
 * build that did not begin, or whose end nobody heard of, has left it.
 */
export const cleanUpWithTests: Task = (world, memory) => {
  const [name, { handler, ...definition }] = cleanUpTask(world, memory);
  return [
    name,
    {
      ...definition,
      async handler(payload, call) {
        const { run } = readPayload(name, payload, {});
        await world.store.deleteFolder(privateFolder(run.id));
        return handler(payload, call);
      },
    },
  ];
};
