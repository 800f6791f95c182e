import { resolve } from 'node:path';
import { parseKeywords, type Request } from '@rowmill/core/engine';
import { loadSchema } from '../validation/load-schema.ts';
import type { TableSchema } from '../workers/jobs.ts';
import { createTableValidator } from '../workers/table-validator.ts';

const INLINE_URI = 'request:/schema';

/**
 * Loads and compiles the JSON Schemas of a request, so that a broken one is found before any row is made.
 *
 * @throws SchemaError when one is not JSON or cannot be compiled; SourceError when a file cannot be read.
 */
export async function loadSchemas(
  { validation }: Request,
  directory: string,
): Promise<Map<string, TableSchema>> {
  const schemas = new Map<string, TableSchema>();
  const keywords = parseKeywords(validation.keywords, 'validation.keywords');
  for (const [table, schema] of Object.entries(validation.schemas)) {
    const loaded =
      typeof schema === 'string'
        ? await fromFile(resolve(directory, schema))
        : inline(table, schema);
    const withKeywords = { ...loaded, keywords };
    createTableValidator(withKeywords);
    schemas.set(table, withKeywords);
  }
  return schemas;
}

async function fromFile(file: string): Promise<TableSchema> {
  const { uri, schemas } = await loadSchema(file);
  const { [uri]: root, ...others } = Object.fromEntries(schemas);
  return { origin: file, uri, root, others };
}

const inline = (table: string, root: object): TableSchema => ({
  origin: `validation.schemas.${table}`,
  uri: INLINE_URI,
  root,
  others: {},
});
