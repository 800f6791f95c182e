import type { StageContext } from '../ports.ts';
import { runResource } from './audit-decisions.ts';
import type { OpenEnvironment } from './open-environments.ts';
import { findSetUp } from './set-up.ts';

/** `audited-deliveries.json` of a run: where the log says that rows were on their way. */
interface AuditedDeliveries {
  readonly version: 1;
  /** By the name of the delivery: number of the record, and what it is about. */
  readonly begun: Readonly<Record<string, { readonly record: number; readonly resource: string }>>;
}

const FILE = 'audited-deliveries.json';
const ACTION = 'target.deliver';

/** Writes down, before a row leaves, where rows are going to be delivered. Safe to repeat. */
export async function beginDeliveries(
  environments: readonly OpenEnvironment[],
  { audit, files, runId }: StageContext,
): Promise<void> {
  const before = await readBegun(files);
  const begun: Record<string, { record: number; resource: string }> = { ...before };
  for (const { name, targets } of environments) {
    for (const { record, tables } of targets) {
      if (Object.hasOwn(begun, record.delivery)) continue;
      const resource = runResource(runId, 'environment', name, `target/${record.index}`);
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      const params = { target: record.describe, tables: record.tables, rows };
      begun[record.delivery] = {
        resource,
        record: await audit.begin({ action: ACTION, resource, params }),
      };
      await files.write(FILE, { version: 1, begun } satisfies AuditedDeliveries);
    }
  }
}

/** Writes down what has arrived, as far as it was verified; everything else has not. Safe to repeat. */
export async function endDeliveries({ audit, files }: StageContext): Promise<void> {
  const done = (await findSetUp(files))?.targets ?? [];
  for (const [delivery, { record, resource }] of Object.entries(await readBegun(files))) {
    const arrived = done.find((target) => target.delivery === delivery);
    await audit.end(
      record,
      { action: ACTION, resource },
      arrived === undefined
        ? { result: 'failed', error: 'NotDelivered' }
        : { result: 'done', facts: { rows: arrived.rows, verified: arrived.verified } },
    );
  }
  await files.write(FILE, { version: 1, begun: {} } satisfies AuditedDeliveries);
}

async function readBegun(files: StageContext['files']): Promise<AuditedDeliveries['begun']> {
  return (await files.find<AuditedDeliveries>(FILE))?.begun ?? {};
}
