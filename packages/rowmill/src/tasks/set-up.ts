import { setUpEnvironments } from '../stages/set-up.ts';
import { defineTask } from './define-task.ts';

/** `rowmill-set-up`: {run} to {summary}. */
export const setUpTask = defineTask({
  name: 'rowmill-set-up',
  fields: {},
  work: async (_payload, { context, memory }) =>
    setUpEnvironments(await memory.environments(context), context),
});
