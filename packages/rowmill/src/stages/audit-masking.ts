import { type AuditFacts, audited } from '../audit/audit-log.ts';
import type { RunContext } from '../ports.ts';
import { runResource } from './audit-decisions.ts';
import type { MaskedRunTable, RunPlan } from './plan-run.ts';
import type { KnownSources } from './source-facts.ts';

type Audited = Pick<RunContext, 'audit' | 'runId'>;

/** Settings of masking that say which key is used, and none of the key. */
export interface KeyWords {
  readonly key?: string;
  readonly keyVersion?: string;
  readonly purpose?: string;
}

/** Reads the rows of a source and masks them: the log has the use of the key, and the reading before and after. */
export async function auditedReading<Value>(
  {
    table,
    plan,
    words,
  }: {
    readonly table: MaskedRunTable;
    readonly plan: Pick<RunPlan, 'sources'>;
    readonly words: KeyWords;
  },
  { audit, runId }: Audited,
  read: () => Promise<Value>,
  factsOf: (value: Value) => AuditFacts,
): Promise<Value> {
  const resource = runResource(runId, 'table', table.name);
  const { maskKeyId } = plan.sources;
  const columns = table.masks.columns.filter(({ properties }) => properties.keyed);
  if (maskKeyId !== undefined && columns.length > 0) {
    const { keyVersion: version, purpose, key } = words;
    await audit.record({
      action: 'key.use',
      resource,
      params: { key: maskKeyId, version, purpose, columns: columns.map(({ name }) => name) },
      ...(key === undefined ? {} : { hidden: { reference: key } }),
    });
  }
  const { describe, digest } = table.facts;
  return audited(
    audit,
    { action: 'source.read', resource, params: { source: describe, digest } },
    read,
    factsOf,
  );
}

/** Opens the sources of a run; the log has before that they are, and what was found of each after. */
export async function auditedOpening<Value>(
  { audit, runId }: Audited,
  open: () => Promise<Value>,
  foundOf: (value: Value) => Promise<KnownSources>,
): Promise<Value> {
  const event = { action: 'source.open', resource: runResource(runId, 'sources') } as const;
  const value = await audited(audit, event, open);
  for (const { table, describe, columns, digest, estimatedRows } of (await foundOf(value)).tables)
    await audit.record({
      ...event,
      resource: runResource(runId, 'table', table),
      params: { source: describe, columns: columns.length, digest, estimatedRows },
    });
  return value;
}
