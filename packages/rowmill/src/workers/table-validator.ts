import {
  type BatchValidator,
  createRowValidator,
  openBatchValidator,
  type RowValidator,
} from '@rowmill/core/json-schema';
import type { BatchTable } from '@rowmill/core/kernels';
import type { TableSchema } from './jobs.ts';

/** A JSON Schema, ready to check the rows of one table. */
export interface TableValidator {
  readonly validate: RowValidator;
  readonly batches: BatchValidator;
}

/** @throws SchemaError when the schema cannot be compiled. */
export function createTableValidator({ root, ...options }: TableSchema): RowValidator {
  return createRowValidator(root, options);
}

/**
 * @param table whose batches are checked
 * @throws SchemaError when the schema cannot be compiled.
 */
export function openTableValidator(
  schema: TableSchema,
  { memory }: Pick<BatchTable, 'memory'>,
): TableValidator {
  return {
    validate: createTableValidator(schema),
    batches: openBatchValidator(schema.root, memory),
  };
}

/**
 * As {@link openTableValidator}, for a schema that is known to compile: it takes tens of milliseconds and megabytes, which
 * a worker can do without while columns tell that all rows are right.
 */
export function openLazyValidator(
  schema: TableSchema,
  { memory }: Pick<BatchTable, 'memory'>,
): TableValidator {
  return {
    validate: openLazyRowValidator(schema),
    batches: openBatchValidator(schema.root, memory),
  };
}

/** The part of {@link openLazyValidator} that is slow to make. */
export function openLazyRowValidator(schema: TableSchema): RowValidator {
  let validate: RowValidator | undefined;
  return (row, exact) => {
    validate ??= createTableValidator(schema);
    return validate(row, exact);
  };
}
