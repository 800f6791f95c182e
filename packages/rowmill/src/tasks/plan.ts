import { planShards } from '../stages/plan-shards.ts';
import { defineTask } from './define-task.ts';

/** `rowmill-plan`: {run} to what has to be built. */
export const planTask = defineTask({
  name: 'rowmill-plan',
  fields: {},
  work: async ({ run }, { context, memory }) =>
    planShards(await memory.planned(context), run.bucket, context),
});
