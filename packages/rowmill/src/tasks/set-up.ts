import { endDeliveries } from '../stages/audit-deliveries.ts';
import { setUpEnvironments } from '../stages/set-up.ts';
import { defineTask } from './define-task.ts';

/** `rowmill-set-up`: {run} to {summary}. */
export const setUpTask = defineTask({
  name: 'rowmill-set-up',
  fields: {},
  async work(_payload, { context, memory }) {
    const { sizing } = await memory.planned(context);
    const environments = await memory.environments(context);
    const done = await setUpEnvironments({ environments, sizing }, context);
    await endDeliveries(context);
    return done;
  },
});
