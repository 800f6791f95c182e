import {
  GENERATORS,
  type PlanWithEdgeCases,
  planWithEdgeCases,
  type ResolvedRequest,
} from '@rowmill/core/engine';
import type { TableSchema } from '../workers/jobs.ts';

export interface GeneratedPlanOptions {
  /** Of the request's file: paths of schemas are relative to it. */
  readonly directory: string;
  /** Plan these tables alone. Where a request has edge cases, the name of its dataset follows from all tables. */
  readonly only?: ReadonlySet<string>;
  /** JSON Schemas by table, where somebody has loaded them already. */
  readonly schemas?: ReadonlyMap<string, TableSchema> | undefined;
}

/**
 * Plans the generated tables of a request, with the edge rows that it asks for.
 *
 * @throws RequestError with every issue of every table; SchemaError and SourceError when edge cases are asked for and a
 * schema is broken or cannot be read.
 */
export async function planGenerated(
  resolved: ResolvedRequest,
  { directory, only, schemas }: GeneratedPlanOptions,
): Promise<PlanWithEdgeCases> {
  const { request } = resolved;
  const tables = only === undefined ? {} : { only };
  if (request.edgeCases === undefined) return planWithEdgeCases(resolved, GENERATORS, tables);
  return planWithEdgeCases(resolved, GENERATORS, {
    ...tables,
    schemas: schemas ?? (await load(resolved, directory)),
  });
}

/** The validator is slow to load, and few requests ask for edge cases. */
async function load(
  { request }: ResolvedRequest,
  directory: string,
): Promise<ReadonlyMap<string, TableSchema>> {
  const { loadSchemas } = await import('./load-schemas.ts');
  return loadSchemas(request, directory);
}
