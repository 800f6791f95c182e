import { checkStoredDataset } from '../stages/check-dataset.ts';
import { defineTask } from './define-task.ts';

/** `rowmill-validate-dataset`: {run} to {checks, failed, summary}. */
export const validateDatasetTask = defineTask({
  name: 'rowmill-validate-dataset',
  fields: {},
  work: async (_payload, { context, memory }) =>
    checkStoredDataset(await memory.planned(context), context),
});
