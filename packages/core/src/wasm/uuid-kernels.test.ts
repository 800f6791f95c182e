import fc from 'fast-check';
import { describe, it } from 'vitest';
import {
  anyFirstRow,
  anyKey,
  anyNumber,
  anyRowCount,
  fewOf,
  repeated,
} from '../testing/arbitrary-batches.ts';
import { expectSameStep } from '../testing/engines.ts';

describe('identifier kernels of both engines', () => {
  it('make version 4 alike', () => {
    const keys = fc.tuple(anyKey, anyKey, anyKey, anyKey);
    fc.assert(
      fc.property(keys, anyRowCount, anyFirstRow, (four, rowCount, firstRow) => {
        expectSameStep({
          registers: ['rows', 'uuid'],
          step: { kernel: 'uuid-v4', out: 1, rows: 0, keys: four },
          rowCount,
          firstRow,
        });
      }),
      { numRuns: 40 },
    );
  });

  it('make version 7 alike, for any time', () => {
    const keys = fc.tuple(anyKey, anyKey);
    const time = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -4e12, max: -1 }));
    const times = fc.oneof(fewOf(time), fewOf(anyNumber));
    fc.assert(
      fc.property(keys, times, anyRowCount, anyFirstRow, (two, some, rowCount, firstRow) => {
        expectSameStep({
          registers: ['rows', 'number', 'uuid'],
          step: { kernel: 'uuid-v7', out: 2, rows: 0, milliseconds: 1, keys: two },
          inputs: { 1: repeated(some, rowCount) },
          rowCount,
          firstRow,
        });
      }),
      { numRuns: 40 },
    );
  });
});
