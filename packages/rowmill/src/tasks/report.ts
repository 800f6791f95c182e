import { audited } from '../audit/audit-log.ts';
import { readRunRequest } from '../runs/request-record.ts';
import { explainFailure } from '../runs/shard-failure.ts';
import { removeUnfinished } from '../stages/abandon-dataset.ts';
import { runResource } from '../stages/audit-decisions.ts';
import { writeRunReport } from '../stages/write-run-report.ts';
import { defineTask } from './define-task.ts';

/**
 * `rowmill-report`: {run, failure?} to {report, outcome, seconds, stages, estimatedUsd?, summary, failure?}. The
 * failure that it gives is that of the shard, where a distributed map says no more than that one failed.
 */
export const reportTask = defineTask({
  name: 'rowmill-report',
  fields: { failure: 'optional failure' },
  runsWhenStopped: true,
  async work({ run, failure }, { context, world }) {
    const { store, runId, environment } = context;
    const { resolved } = await readRunRequest(store, runId, environment);
    const explained =
      failure === undefined ? undefined : await explainFailure(store, runId, failure);
    const stages = await world.stagesOf(runId);
    const counted = (await world.countCosts?.(runId, stages)) ?? [];
    const facts = { request: resolved.request, stages, failure: explained, counted };
    await removeUnfinished(context);
    const { key, ...written } = await audited(
      context.audit,
      { action: 'report.write', resource: runResource(runId, 'report') },
      () => writeRunReport(facts, context),
      ({ outcome }) => ({ outcome }),
    );
    await context.audit.checkpoint();
    return {
      report: { bucket: run.bucket, key },
      ...written,
      stages: stages.map(({ name, status, seconds }) => ({ name, status, seconds })),
      ...(explained === undefined ? {} : { failure: explained }),
    };
  },
});
