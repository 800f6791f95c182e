import type { KeywordExpressions, RowValidator } from '@rowmill/core/json-schema';
import type { TableSchema } from '../workers/jobs.ts';
import { createTableValidator } from '../workers/table-validator.ts';
import { type ColumnTypes, columnTypesOf } from './column-types.ts';
import { loadSchema } from './load-schema.ts';

/** A JSON Schema, ready to check the rows of files. */
export interface FileSchema {
  readonly file: string;
  readonly keywordsFile: string | undefined;
  readonly root: unknown;
  readonly columnTypes: ColumnTypes;
  readonly validate: RowValidator;
  /** The same for worker threads. */
  readonly table: TableSchema & { readonly showValues: boolean };
}

export interface FileSchemaOptions {
  /** Lets messages quote cells. */
  readonly showValues: boolean;
  /** File of the keywords that the schema uses besides those of its draft. */
  readonly keywordsFile?: string | undefined;
}

/**
 * @throws SourceError when a file of it cannot be read; SchemaError when it cannot be used.
 */
export async function openFileSchema(
  file: string,
  { showValues, keywordsFile }: FileSchemaOptions,
): Promise<FileSchema> {
  const set = await loadSchema(file);
  const keywords = keywordsFile === undefined ? {} : await keywordsIn(keywordsFile);
  const { [set.uri]: root, ...others } = Object.fromEntries(set.schemas);
  const table = { origin: file, uri: set.uri, root, others, showValues, keywords };
  return {
    file,
    keywordsFile,
    root,
    columnTypes: columnTypesOf(set),
    validate: createTableValidator(table),
    table,
  };
}

/** Their reader brings all of the engine, which takes longer to load than millions of rows to check. */
async function keywordsIn(file: string): Promise<KeywordExpressions> {
  const { loadKeywords } = await import('./load-keywords.ts');
  return loadKeywords(file);
}
