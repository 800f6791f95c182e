import type { ResolvedRequest } from '@rowmill/core/engine';
import { hasSources } from '../request/has-sources.ts';
import type { RunDirectory } from '../stores/run-directory.ts';
import { type KnownSources, NO_SOURCES } from './source-facts.ts';

/** `sources.json` of a run: what every task of it plans from, so that the one that masks reads sources alone. */
export interface SourcesFile extends KnownSources {
  readonly version: 1;
}

export const SOURCES_FILE = 'sources.json';

/**
 * What a run knows of its sources.
 *
 * @throws StoreError when it has sources and nothing is on record of them.
 */
export async function readKnownSources(
  resolved: ResolvedRequest,
  files: RunDirectory,
): Promise<KnownSources> {
  return hasSources(resolved) ? files.read<SourcesFile>(SOURCES_FILE) : NO_SOURCES;
}
