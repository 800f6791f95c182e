import { createRowValidator, type RowValidator } from '@rowmill/core/json-schema';
import type { TableSchema } from './jobs.ts';

/** @throws SchemaError when the schema cannot be compiled. */
export function createTableValidator({ root, ...options }: TableSchema): RowValidator {
  return createRowValidator(root, options);
}
