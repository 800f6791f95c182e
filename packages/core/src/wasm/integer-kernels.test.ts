import fc from 'fast-check';
import { describe, it } from 'vitest';
import { BATCH_ROWS } from '../model/batch.ts';
import { expectSameStep } from '../testing/engines.ts';

const key = fc.record({ inner: fc.integer(), outer: fc.integer() });
const rowCount = fc.integer({ min: 1, max: BATCH_ROWS });
const firstRow = fc.oneof(fc.nat(), fc.maxSafeInteger().map(Math.abs), fc.constant(2 ** 32 - 5));

describe('integer kernels of both engines', () => {
  it('pick alike', () => {
    fc.assert(
      fc.property(
        key,
        fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 2 ** 31 - 1 })),
        rowCount,
        firstRow,
        (k, count, rows, first) => {
          expectSameStep({
            registers: ['rows', 'int'],
            step: { kernel: 'pick', out: 1, rows: 0, key: k, count },
            rowCount: rows,
            firstRow: Math.min(first, Number.MAX_SAFE_INTEGER - BATCH_ROWS),
          });
        },
      ),
      { numRuns: 50 },
    );
  });
});
