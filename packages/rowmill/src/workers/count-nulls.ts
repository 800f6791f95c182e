import type { Batch } from '@rowmill/core/kernels';
import type { StoredPart } from './jobs.ts';

/** Counts the null cells of a part while it is written, so that nobody has to read it for that. */
export interface NullCount {
  add(batch: Pick<Batch, 'columns' | 'rowCount'>): void;
  found(): NonNullable<StoredPart['nulls']>;
}

export function countNulls(): NullCount {
  const nulls = new Map<string, number>();
  return {
    add({ columns, rowCount }) {
      for (const { name, valid } of columns) {
        const count = valid === undefined ? 0 : rowCount - sumOf(valid.subarray(0, rowCount));
        if (count > 0) nulls.set(name, (nulls.get(name) ?? 0) + count);
      }
    },
    found: () => Object.fromEntries(nulls),
  };
}

function sumOf(bits: Uint8Array): number {
  let sum = 0;
  for (let row = 0; row < bits.length; row += 1) sum += bits[row] as number;
  return sum;
}
