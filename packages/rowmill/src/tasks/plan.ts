import { auditPlan } from '../stages/audit-decisions.ts';
import { planShards } from '../stages/plan-shards.ts';
import { defineTask } from './define-task.ts';
import { openSources } from './open-sources.ts';

/** `rowmill-plan`: {run} to what has to be built. Describes the sources where no state before it has. */
export const planTask = defineTask({
  name: 'rowmill-plan',
  fields: {},
  async work({ run }, { context, memory }) {
    await openSources(context);
    const planned = await memory.planned(context);
    const shards = await planShards(planned, run.bucket, context);
    await auditPlan(planned, shards, context);
    return shards;
  },
});
