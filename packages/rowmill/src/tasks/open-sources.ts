import type { StageContext } from '../ports.ts';
import { hasSources } from '../request/has-sources.ts';
import { readRunRequest } from '../runs/request-record.ts';
import { auditedOpening } from '../stages/audit-masking.ts';
import { type DescribedSources, describeSources } from '../stages/describe-sources.ts';
import { readKnownSources, SOURCES_FILE } from '../stages/sources-file.ts';

/** Describes the sources of a run, which the log has where any of them is opened. */
export async function openSources(context: StageContext): Promise<DescribedSources> {
  const { store, runId, environment, files } = context;
  const { resolved } = await readRunRequest(store, runId, environment);
  const isKnown = (await files.find(SOURCES_FILE)) !== undefined;
  const describe = (): Promise<DescribedSources> => describeSources(context);
  if (isKnown || !hasSources(resolved)) return describe();
  return auditedOpening(context, describe, () => readKnownSources(resolved, files));
}
