import type { Request } from '@rowmill/core/engine';
import { audited } from '../audit/audit-log.ts';
import type { StageContext } from '../ports.ts';
import { readRunRequest } from '../runs/request-record.ts';
import { abandonDataset, removeUnfinished } from '../stages/abandon-dataset.ts';
import { runResource } from '../stages/audit-decisions.ts';
import { endDeliveries } from '../stages/audit-deliveries.ts';
import { readEnvironments } from '../stages/environments-file.ts';
import { PLAN_FILE, type PlanFile } from '../stages/planned-run.ts';
import { type Removed, removeEnvironments } from '../stages/remove-environments.ts';
import { readManifest } from '../stores/manifest.ts';
import { defineTask } from './define-task.ts';

/** `rowmill-clean-up`: {run, failed} to {removed, skipped, summary}. Works in a run that is to stop, too. */
export const cleanUpTask = defineTask({
  name: 'rowmill-clean-up',
  fields: { failed: 'flag' },
  runsWhenStopped: true,
  async work({ failed }, { context, memory }) {
    const { store, runId, environment } = context;
    const { resolved } = await readRunRequest(store, runId, environment);
    memory.forgetEnvironments(context);
    await endDeliveries(context);
    await abandon(context);
    await removeUnfinished(context);
    return { ...(await remove(resolved.request, failed, context)) };
  },
});

/** The log has it where there is something to abandon. */
async function abandon(context: StageContext): Promise<void> {
  const { audit, runId, files, store } = context;
  const plan = await files.find<PlanFile>(PLAN_FILE);
  const work = (): Promise<void> => abandonDataset(context);
  if (plan === undefined || (await readManifest(store, plan.datasetId)) !== undefined)
    return work();
  const resource = runResource(runId, 'dataset');
  return audited(
    audit,
    { action: 'dataset.remove', resource, params: { dataset: plan.datasetId } },
    work,
  );
}

async function remove(
  request: Pick<Request, 'cleanup' | 'environments'>,
  failed: boolean,
  context: StageContext,
): Promise<Removed> {
  const { audit, runId, files } = context;
  const names = (await readEnvironments(files)).map(({ name }) => name);
  const work = (): Promise<Removed> => removeEnvironments(request, failed, context);
  if (names.length === 0) return work();
  return audited(
    audit,
    {
      action: 'environment.remove',
      resource: runResource(runId, 'environments'),
      params: { environments: names, cleanup: request.cleanup },
    },
    work,
    ({ removed, skipped }) => ({ removed, skipped }),
  );
}
