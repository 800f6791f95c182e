import { openFileSchema } from '../validation/file-schema.ts';
import {
  type FileValidation,
  type ReadFileOptions,
  validateFile,
} from '../validation/validate-file.ts';
import { openInlinePool } from '../workers/inline-pool.ts';
import type { WorkerPool } from '../workers/pool.ts';

export interface ValidateOneOptions extends ReadFileOptions {
  readonly file: string;
  readonly schemaFile: string;
  readonly keywordsFile?: string;
  readonly showValues?: boolean;
  readonly pool?: WorkerPool;
}

/** Checks a file, in the thread of the test unless a pool is given. */
export async function validateOne({
  file,
  schemaFile,
  keywordsFile,
  showValues = false,
  pool = openInlinePool(),
  ...options
}: ValidateOneOptions): Promise<FileValidation> {
  const schema = await openFileSchema(schemaFile, { showValues, keywordsFile });
  return validateFile(file, schema, { ...options, poolFor: () => pool });
}
