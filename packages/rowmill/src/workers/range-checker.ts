import type { ColumnShape } from '@rowmill/core';
import type { Batch, EncodedBatch, Memory } from '@rowmill/core/kernels';
import type { MaskedSchema, SchemaFailures } from './jobs.ts';
import type { Turn } from './range-turn.ts';

/** Checks masked rows range by range. */
export interface RangeChecker {
  /**
   * Rows of the batch are numbered within their range. Where one fails, the turn of the range begins: only then it is
   * known which number it has in the table.
   */
  check(batch: Batch, json: EncodedBatch, turn: Turn): void;
  failures(): SchemaFailures;
}

const NONE: SchemaFailures = { rows: 0, byRule: {}, examples: [] };

/** Schemas have been compiled where the job was made: here, only those that a row breaks are compiled again. */
export async function openRangeChecker(
  masked: MaskedSchema | undefined,
  columns: readonly ColumnShape[],
  memory: Memory,
): Promise<RangeChecker> {
  if (masked === undefined) return { check: () => {}, failures: () => NONE };
  // Slow to load, and of use only here.
  const { openLazyValidator } = await import('./table-validator.ts');
  const { createSchemaChecker } = await import('./schema-checker.ts');
  const { schema, key, failuresFile } = masked;
  const validator = openLazyValidator(schema, { memory });
  const hidden = new Set(columns.map(({ name }) => name));
  const checker = createSchemaChecker({ ...validator, key, hidden, failuresFile });
  return {
    check(batch, json, turn) {
      if (validator.batches.check(batch)?.failures === 0) return;
      checker.check({ ...batch, firstRow: turn.rowsBefore() + batch.firstRow }, json);
    },
    failures: () => checker.failures(),
  };
}
