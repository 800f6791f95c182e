import { runResource } from '../stages/audit-decisions.ts';
import { checkStoredDataset } from '../stages/check-dataset.ts';
import { defineTask } from './define-task.ts';

/** `rowmill-validate-dataset`: {run} to {checks, failed, summary}. */
export const validateDatasetTask = defineTask({
  name: 'rowmill-validate-dataset',
  fields: {},
  async work(_payload, { context, memory }) {
    const checked = await checkStoredDataset(await memory.planned(context), context);
    const { checks, failed } = checked;
    await context.audit.record({
      action: 'gate.decide',
      resource: runResource(context.runId, 'dataset'),
      decision: failed === 0 ? 'allowed' : 'refused',
      params: { checks, failed },
    });
    return checked;
  },
});
