import { runTestCommand } from '../stages/run-test-command.ts';
import { defineTask } from './define-task.ts';

/**
 * `rowmill-run-tests`: {run, token}. Ends with the command; the token is answered by the inbox of the run, with
 * {exitCode, summary}, so that the answer is there whoever drives the run by then.
 */
export const runTestsTask = defineTask({
  name: 'rowmill-run-tests',
  fields: { token: 'text' },
  repeatable: false,
  async work({ token }, { context, memory, call }) {
    const planned = await memory.planned(context);
    const environments = async () =>
      Object.keys(planned.request.environments).length === 0 ? [] : memory.environments(context);
    await runTestCommand(planned, token, environments, context, call.heartbeat);
    context.signal.throwIfAborted();
    return {};
  },
});
