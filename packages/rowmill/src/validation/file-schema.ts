import type { RowValidator } from '@rowmill/core/json-schema';
import type { TableSchema } from '../workers/jobs.ts';
import { type ColumnTypes, columnTypesOf } from './column-types.ts';
import { loadSchema, validatorOf } from './load-schema.ts';

/** A JSON Schema, ready to check the rows of files. */
export interface FileSchema {
  readonly file: string;
  readonly root: unknown;
  readonly columnTypes: ColumnTypes;
  readonly validate: RowValidator;
  /** The same for worker threads. */
  readonly table: TableSchema & { readonly showValues: boolean };
}

/**
 * @param showValues lets messages quote cells
 * @throws SourceError when a file of it cannot be read; SchemaError when it cannot be used.
 */
export async function openFileSchema(file: string, showValues: boolean): Promise<FileSchema> {
  const set = await loadSchema(file);
  const { [set.uri]: root, ...others } = Object.fromEntries(set.schemas);
  return {
    file,
    root,
    columnTypes: columnTypesOf(set),
    validate: validatorOf(set, { origin: file, showValues }),
    table: { origin: file, uri: set.uri, root, others, showValues },
  };
}
