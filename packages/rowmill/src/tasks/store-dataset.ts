import { closePlannedRun } from '../stages/planned-run.ts';
import { storeDataset } from '../stages/store-dataset.ts';
import { defineTask } from './define-task.ts';

/** `rowmill-store-dataset`: {run} to {tables, rows, bytes, summary}. */
export const storeDatasetTask = defineTask({
  name: 'rowmill-store-dataset',
  fields: {},
  async work(_payload, { context, memory }) {
    const planned = await memory.planned(context);
    const stored = await storeDataset(planned, context);
    // All is read: a transaction that stays open while tests run would be in the way of whoever owns the source.
    await closePlannedRun(planned);
    return stored;
  },
});
