import { audited } from '../audit/audit-log.ts';
import type { RunContext } from '../ports.ts';
import type { Manifest } from '../stores/manifest.ts';
import { auditPlan, runResource } from './audit-decisions.ts';
import type { FileTable } from './generate-files.ts';
import type { PlannedRun } from './planned-run.ts';

type Audited = Pick<RunContext, 'audit' | 'runId'>;

/** Masks by command, outside of a run: the log has what was decided, and that it began and ended. */
export async function auditedMasking(
  planned: Pick<PlannedRun, 'request' | 'plan'>,
  context: Audited,
  mask: () => Promise<Manifest>,
): Promise<Manifest> {
  const { audit, runId } = context;
  await auditPlan(planned, undefined, context);
  return audited(
    audit,
    { action: 'mask.run', resource: runResource(runId) },
    mask,
    ({ datasetId, tables }) => ({
      dataset: datasetId,
      rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    }),
  );
}

/** Masks from file to file by command: masking and delivery are one. */
export async function auditedMaskingOfFiles<Table extends { readonly rows: number }>(
  planned: Pick<PlannedRun, 'request' | 'plan'>,
  context: Audited,
  mask: () => Promise<readonly Table[] | undefined>,
): Promise<readonly Table[] | undefined> {
  const { audit, runId } = context;
  await auditPlan(planned, undefined, context);
  const rowsOf = (tables: readonly Table[] | undefined) => ({
    rows: tables?.reduce((sum, { rows }) => sum + rows, 0),
  });
  const tables = planned.plan.tables.map(({ name }) => name);
  const params = { target: 'files', tables, proven: false };
  const resource = runResource(runId, 'files');
  const deliver = () =>
    audited(audit, { action: 'target.deliver', resource, params }, mask, rowsOf);
  return audited(audit, { action: 'mask.run', resource: runResource(runId) }, deliver, rowsOf);
}

/** Writes masked tables to files of somebody: a delivery like any other. */
export async function auditedFiles<Value>(
  tables: readonly FileTable[],
  { audit, runId }: Audited,
  write: () => Promise<Value>,
): Promise<Value> {
  const rows = tables.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const params = { target: 'files', tables: tables.map(({ name }) => name), rows, proven: true };
  const resource = runResource(runId, 'files');
  return audited(audit, { action: 'target.deliver', resource, params }, write, () => ({ rows }));
}
