import { createHash } from 'node:crypto';
import {
  canonicalRequest,
  GENERATOR_VERSION,
  type PlanWithEdgeCases,
  type ResolvedRequest,
} from '@rowmill/core/engine';
import { type KnownSources, NO_SOURCES } from './source-facts.ts';

type EdgeRowsByTable = PlanWithEdgeCases['edgeRows'];

/**
 * Names the dataset of a request, by a hash of everything that its rows follow from: the request, the version of the
 * generators, the masking key, the contents of source files, the edge rows that follow from schemas and expectations.
 *
 * @returns an id, and whether it always means the same rows: a live database may change under us
 */
export function identifyDataset(
  resolved: ResolvedRequest,
  { tables, maskKeyId }: KnownSources = NO_SOURCES,
  edgeRows: EdgeRowsByTable = new Map(),
): { readonly datasetId: string; readonly reusable: boolean } {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([GENERATOR_VERSION, canonicalRequest(resolved), maskKeyId ?? null]));
  for (const { digest } of tables) hash.update(digest ?? '');
  // What was stored before there were edge cases keeps its name.
  if (edgeRows.size > 0) hash.update(JSON.stringify([...edgeRows], plainValue));
  return {
    datasetId: `${resolved.request.name}-${hash.digest('hex').slice(0, 16)}`,
    reusable: tables.every(({ digest }) => digest !== undefined),
  };
}

/** Values that JSON has no word for. */
function plainValue(_name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  return Object.is(value, -0) ? '-0' : value;
}
