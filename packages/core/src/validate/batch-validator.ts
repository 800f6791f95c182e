import { checksSize, type OpenChecks, openChecks, type Verdicts } from '../checks/open-checks.ts';
import type { Memory } from '../kernels/memory.ts';
import type { Batch, BatchColumn } from '../model/batch.ts';
import type { SchemaColumn } from './columnar-columns.ts';
import { planSchema } from './columnar-schema.ts';
import { NotColumnarError } from './not-columnar-error.ts';

/** Tells from columns which rows satisfy a JSON Schema. Says the same as the validator of rows. */
export interface BatchValidator {
  /** Verdicts on the rows of a batch; undefined when columns cannot tell. All batches have the same columns. */
  check(batch: Batch): Verdicts | undefined;
  /** Why columns cannot tell; undefined when they can, or when no batch has come yet. */
  reason(): string | undefined;
}

/**
 * Opens a validator for batches of one table or file, whose cells lie in a memory.
 *
 * @param schema has been compiled by `createRowValidator`, which finds what is wrong with it
 * @param memory has room for checks
 */
export function openBatchValidator(schema: unknown, memory: Memory): BatchValidator {
  let opened: OpenChecks | NotColumnarError | undefined;
  return {
    check(batch) {
      opened ??= open(schema, batch, memory);
      return opened instanceof NotColumnarError ? undefined : opened.run(batch);
    },
    reason: () => (opened instanceof NotColumnarError ? opened.message : undefined),
  };
}

function open(schema: unknown, { columns }: Batch, memory: Memory): OpenChecks | NotColumnarError {
  try {
    const plans = planSchema(schema, columns.map(describe));
    if (checksSize(plans) > memory.buffer.byteLength - memory.next) {
      return new NotColumnarError('its tables take more memory than there is');
    }
    return openChecks(plans, memory);
  } catch (error) {
    if (error instanceof NotColumnarError) return error;
    throw error;
  }
}

function describe(column: BatchColumn): SchemaColumn {
  const { name, type, vector, valid } = column;
  return {
    name,
    type,
    vectorKind: vector.kind,
    nullable: valid !== undefined,
    tagged: 'tags' in column,
  };
}
