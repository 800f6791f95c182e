import { storeDataset } from '../stages/store-dataset.ts';
import { defineTask } from './define-task.ts';

/** `rowmill-store-dataset`: {run} to {tables, rows, bytes, summary}. */
export const storeDatasetTask = defineTask({
  name: 'rowmill-store-dataset',
  fields: {},
  work: async (_payload, { context, memory }) =>
    storeDataset(await memory.planned(context), context),
});
