import { RequestError, type RequestIssue, type TableShape } from '@rowmill/core';
import {
  checkMaskPlans,
  type PlanWithEdgeCases,
  parentsFirst,
  type ResolvedRequest,
  resolveFollow,
  type TableEdgeCases,
} from '@rowmill/core/engine';
import type { Program } from '@rowmill/core/kernels';
import { SourceError } from '../errors.ts';
import { hasSources } from '../request/has-sources.ts';
import type { TableSchema } from '../workers/jobs.ts';
import { dayOfToday } from './day-of-today.ts';
import { identifyDataset } from './identify-dataset.ts';
import { plannedReferences } from './masking-facts.ts';
import { planGenerated } from './plan-generated.ts';
import {
  type MaskedRunTable,
  type PlanWorld,
  planMaskedTable,
  readMaskKey,
} from './plan-masked-table.ts';
import {
  type KnownSources,
  readSourceFacts,
  type SourceFacts,
  type SourceWorld,
} from './source-facts.ts';

/** A table whose rows are computed. */
export interface GeneratedRunTable {
  readonly kind: 'generated';
  readonly name: string;
  readonly shape: TableShape;
  readonly rowCount: number;
  readonly program: Program;
}

export type { MaskedRunTable };

export type RunTable = GeneratedRunTable | MaskedRunTable;

/** Everything a run needs to know before it makes the first row. */
export interface RunPlan {
  readonly datasetId: string;
  /** Whether the same id always means the same rows; a live database may change under us, and random masks do. */
  readonly reusable: boolean;
  /** Parents before children. */
  readonly tables: readonly RunTable[];
  /** What the plan was made from, beside the request. */
  readonly sources: KnownSources;
  /** By table, those that are to have edge cases. */
  readonly edgeCases?: ReadonlyMap<string, TableEdgeCases>;
  /** The generated tables with their edge rows, and what makes their invalid rows. */
  readonly generated?: Pick<PlanWithEdgeCases, 'tables' | 'invalidRows'>;
}

export interface PlanOptions extends SourceWorld {
  /** What somebody has found out about the sources before: none is opened then, and no masking key is read. */
  readonly sources?: KnownSources | undefined;
  /** Day on which decisions have to hold, `2026-11-23`; today unless given. */
  readonly today?: string | undefined;
  /** JSON Schemas by table, where somebody has loaded them already. */
  readonly schemas?: ReadonlyMap<string, TableSchema>;
}

/**
 * Plans all tables of a request. Sources that nothing is known of are opened to read their columns, and closed.
 *
 * @throws {@link RequestError} with every issue of every table; SourceError when a source or a schema cannot be read;
 * SchemaError when edge cases are asked for and a schema cannot be compiled.
 */
export async function planRun(
  resolved: ResolvedRequest,
  { sources: known, today = dayOfToday(), schemas, ...world }: PlanOptions,
): Promise<RunPlan> {
  const issues: RequestIssue[] = [];
  const generated = await collect(issues, () => planGenerated(resolved, { ...world, schemas }));
  const facts = known?.tables ?? (await readSourceFacts(resolved, world));
  const masked = await collect(issues, () =>
    // A run that has begun goes on past the last day of a decision.
    planMaskedTables(facts, resolved, known === undefined ? { ...world, today } : world),
  );
  if (generated === undefined || masked === undefined) throw new RequestError(issues);
  const sources = known ?? (await withMaskKey(facts, resolved, world));
  const tables = parentsFirst<RunTable>([
    ...generated.tables.map((table) => ({ kind: 'generated' as const, ...table })),
    ...masked,
  ]);
  const { edgeRows, edgeCases } = generated;
  const { datasetId, reusable } = identifyDataset(resolved, sources, edgeRows);
  return {
    datasetId,
    reusable: reusable && masked.every(isDeterministic),
    tables,
    sources,
    edgeCases,
    generated,
  };
}

/** Random masks are others in every run. */
function isDeterministic({ masks }: MaskedRunTable): boolean {
  return masks.columns.every(({ properties }) => properties.deterministic);
}

/** @throws {@link RequestError} with every issue of every table */
async function planMaskedTables(
  facts: readonly SourceFacts[],
  written: ResolvedRequest,
  world: PlanWorld,
): Promise<readonly MaskedRunTable[]> {
  const issues: RequestIssue[] = [];
  const resolved = { ...written, request: resolveFollow(written.request) };
  const planned: MaskedRunTable[] = [];
  for (const [name, table] of Object.entries(resolved.request.tables)) {
    if (table.kind !== 'source') continue;
    const known = facts.find((one) => one.table === name);
    if (known === undefined) throw new SourceError(name, 'nothing is on record of it - run again');
    const made = await collect(issues, async () => planMaskedTable(known, table, resolved, world));
    if (made !== undefined) planned.push(made);
  }
  const plans = planned.map(({ masks }) => masks);
  issues.push(...checkMaskPlans(plans, plannedReferences(resolved.request, facts)));
  if (issues.length > 0) throw new RequestError(issues);
  return planned;
}

async function withMaskKey(
  tables: readonly SourceFacts[],
  resolved: ResolvedRequest,
  world: SourceWorld,
): Promise<KnownSources> {
  const key = hasSources(resolved) ? await readMaskKey(resolved, world) : undefined;
  if (key === undefined) return { tables };
  const { keyVersion: version } = resolved.request.masking;
  const versioned = version === undefined ? {} : { maskKeyVersion: version };
  return { tables, maskKeyId: key.id, ...versioned };
}

async function collect<Value>(
  issues: RequestIssue[],
  work: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    issues.push(...error.issues);
    return undefined;
  }
}
