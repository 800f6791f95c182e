import { describeSources } from '../stages/describe-sources.ts';
import { planShards } from '../stages/plan-shards.ts';
import { defineTask } from './define-task.ts';

/** `rowmill-plan`: {run} to what has to be built. Describes the sources where no state before it has. */
export const planTask = defineTask({
  name: 'rowmill-plan',
  fields: {},
  async work({ run }, { context, memory }) {
    await describeSources(context);
    return planShards(await memory.planned(context), run.bucket, context);
  },
});
