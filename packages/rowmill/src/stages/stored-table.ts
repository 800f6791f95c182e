import { mergeDigests } from '@rowmill/core/engine';
import type { StoredTable } from '../stores/manifest.ts';
import type { StoredPart } from '../workers/jobs.ts';
import type { RunPlan, RunTable } from './plan-run.ts';
import type { BuiltParts } from './table-place.ts';

/** What a table came to, for the manifest. Sums are over its parts, which are in the order of their rows. */
export function storedTable(
  { kind, name, shape }: RunTable,
  { parts, masking, proof }: BuiltParts,
  { plan, seconds, hasSchema }: { plan: RunPlan; seconds: number; hasSchema: boolean },
): StoredTable {
  const sum = (sizeOf: (part: StoredPart) => number): number =>
    parts.reduce((total, part) => total + sizeOf(part), 0);
  return {
    name,
    origin: kind,
    shape,
    rows: sum(({ rows }) => rows),
    bytes: sum(({ bytes }) => bytes),
    jsonBytes: sum(({ jsonBytes }) => jsonBytes),
    digest: mergeDigests(parts).digest,
    seconds,
    parts: parts.map(({ schemaFailures: _, ...part }) => part),
    schema: hasSchema ? mergeSchemaFailures(parts) : undefined,
    masking,
    ...(proof === undefined ? {} : { proof }),
    ...(kind === 'masked' ? keyOf(plan) : { maskKeyId: undefined }),
  };
}

function keyOf({
  sources: { maskKeyId, maskKeyVersion: version },
}: RunPlan): Pick<StoredTable, 'maskKeyId' | 'maskKeyVersion'> {
  return { maskKeyId, ...(version === undefined ? {} : { maskKeyVersion: version }) };
}

const MAX_EXAMPLES = 20;

function mergeSchemaFailures(parts: readonly StoredPart[]): StoredTable['schema'] {
  const byRule: Record<string, number> = {};
  for (const { schemaFailures } of parts) {
    for (const [rule, count] of Object.entries(schemaFailures.byRule))
      byRule[rule] = (byRule[rule] ?? 0) + count;
  }
  return {
    rows: parts.reduce((total, { schemaFailures }) => total + schemaFailures.rows, 0),
    byRule,
    examples: parts.flatMap(({ schemaFailures }) => schemaFailures.examples).slice(0, MAX_EXAMPLES),
  };
}
