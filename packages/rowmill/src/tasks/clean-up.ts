import { readRunRequest } from '../runs/request-record.ts';
import { abandonDataset, removeUnfinished } from '../stages/abandon-dataset.ts';
import { removeEnvironments } from '../stages/remove-environments.ts';
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
    await abandonDataset(context);
    await removeUnfinished(context);
    return { ...(await removeEnvironments(resolved.request, failed, context)) };
  },
});
