import { RowmillError } from '@rowmill/core';
import { audited } from '../audit/audit-log.ts';
import type { StageContext } from '../ports.ts';
import { readRunRequest } from '../runs/request-record.ts';
import { explainFailure } from '../runs/shard-failure.ts';
import { removeUnfinished } from '../stages/abandon-dataset.ts';
import { runResource } from '../stages/audit-decisions.ts';
import { writeComplianceReport } from '../stages/write-compliance-report.ts';
import { type WrittenReport, writeRunReport } from '../stages/write-run-report.ts';
import { defineTask } from './define-task.ts';
import type { RunMemory } from './run-memory.ts';

/**
 * `rowmill-report`: {run, failure?} to {report, compliance?, outcome, seconds, stages, estimatedUsd?, summary, failure?}. The
 * failure that it gives is that of the shard, where a distributed map says no more than that one failed.
 */
export const reportTask = defineTask({
  name: 'rowmill-report',
  fields: { failure: 'optional failure' },
  runsWhenStopped: true,
  async work({ run, failure }, { context, world, memory }) {
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
    const compliance = await writeEvidence(written.outcome, memory, context);
    await context.audit.checkpoint();
    return {
      report: { bucket: run.bucket, key },
      ...written,
      ...(compliance === undefined ? {} : { compliance: { bucket: run.bucket, key: compliance } }),
      stages: stages.map(({ name, status, seconds }) => ({ name, status, seconds })),
      ...(explained === undefined ? {} : { failure: explained }),
    };
  },
});

/** A run that could not be planned has done nothing with data of people: there is nothing to report of it. */
async function writeEvidence(
  outcome: WrittenReport['outcome'],
  memory: RunMemory,
  context: StageContext,
): Promise<string | undefined> {
  const planned = await memory.planned(context).catch((error: unknown) => {
    if (error instanceof RowmillError) return undefined;
    throw error;
  });
  return planned && writeComplianceReport(planned, outcome, context);
}
