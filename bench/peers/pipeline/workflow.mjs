import { startRun, workflowOf } from '../../../packages/rowmill/dist/runner/start-run.js';
import { ROWS, timeUserRun } from './user-run.mjs';

export const peer = {
  name: 'the run, by its document',
  units: { dataset: ROWS },
  run: (job) =>
    timeUserRun(job, async (wanted, world) => {
      const facts = { started: new Date(), command: 'bench', rowmillVersion: '0.0.0' };
      const workflow = await workflowOf(wanted.request);
      const { error } = await startRun({ ...wanted, ...facts }, workflow, world);
      if (error !== undefined) throw error;
    }),
};
