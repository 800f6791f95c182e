import type { StageContext } from '../ports.ts';
import { countOf } from '../reports/quantities.ts';
import { hasSources } from '../request/has-sources.ts';
import { readRunRequest } from '../runs/request-record.ts';
import { assertClaims } from './claim-gate.ts';
import { planRun } from './plan-run.ts';
import { assertSameDataset } from './planned-run.ts';
import { readKnownSources, SOURCES_FILE, type SourcesFile } from './sources-file.ts';

export interface DescribedSources {
  readonly sources: number;
  readonly summary: string;
}

/**
 * Opens the sources of a run once, and keeps what its plan takes from them. Safe to repeat: what was found first
 * counts.
 *
 * @throws RequestError with every issue of the request; SourceError when a source cannot be read; PlanChangedError when
 * an earlier execution of the run has planned another dataset; ClaimError when the plan does not earn a claim.
 */
export async function describeSources(context: StageContext): Promise<DescribedSources> {
  const { files, store, runId, environment, directory } = context;
  const { resolved } = await readRunRequest(store, runId, environment);
  if (hasSources(resolved) && (await files.find<SourcesFile>(SOURCES_FILE)) === undefined) {
    const plan = await planRun(resolved, { directory, environment });
    await assertSameDataset(plan, context);
    assertClaims(resolved.request, plan);
    await files.create(SOURCES_FILE, { version: 1, ...plan.sources } satisfies SourcesFile);
  }
  const { tables } = await readKnownSources(resolved, files);
  return { sources: tables.length, summary: countOf(tables.length, 'source') };
}
