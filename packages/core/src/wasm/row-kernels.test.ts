import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childTotal, layOutChildren } from '../kernels/children.ts';
import { frameSize, openFrame } from '../kernels/frame.ts';
import { thresholdsOf } from '../kernels/integers.ts';
import { openKernel } from '../kernels/registry.ts';
import { rowAt, setConsecutiveRows } from '../kernels/rows.ts';
import { BATCH_ROWS } from '../model/batch.ts';
import type { CountSampler } from '../program/steps/row-steps.ts';
import type { Program, StepOf } from '../program/steps.ts';
import {
  anyFirstRow,
  anyKey,
  anyNumber,
  anyRowCount,
  fewOf,
  repeated,
} from '../testing/arbitrary-batches.ts';
import { expectSameStep, runStep } from '../testing/engines.ts';
import { openMemory } from './open-memory.ts';
import { openFastKernel } from './registry.ts';

const RUNS = { numRuns: 40 };
const parents = fc.oneof(
  fc.integer({ min: 1, max: 1000 }),
  fc.integer({ min: 2 ** 32 - 3, max: 2 ** 32 + 3 }),
  fc.maxSafeNat().map((n) => n + 1),
);

describe('kernels of links, of both engines', () => {
  it('pick parents alike', () => {
    fc.assert(
      fc.property(anyKey, parents, anyRowCount, anyFirstRow, (key, count, rowCount, firstRow) => {
        expectSameStep({
          registers: ['rows', 'rows'],
          step: { kernel: 'parent-uniform', out: 1, rows: 0, key, count },
          rowCount,
          firstRow,
        });
      }),
      RUNS,
    );
  });

  it("pick parents by Zipf's law alike", () => {
    const exponent = fc.oneof(
      fc.constantFrom(1, 0.5, 2),
      fc.double({ min: 0, max: 4, noNaN: true }),
    );
    fc.assert(
      fc.property(
        anyKey,
        parents,
        exponent,
        anyRowCount,
        anyFirstRow,
        (key, count, power, rowCount, firstRow) => {
          expectSameStep({
            registers: ['rows', 'rows'],
            step: { kernel: 'parent-zipf', out: 1, rows: 0, key, count, exponent: power },
            rowCount,
            firstRow,
          });
        },
      ),
      RUNS,
    );
  });

  it('pick earlier rows alike', () => {
    fc.assert(
      fc.property(anyKey, anyRowCount, anyFirstRow, (key, rowCount, firstRow) => {
        expectSameStep({
          registers: ['rows', 'rows'],
          step: { kernel: 'parent-earlier', out: 1, rows: 0, key },
          rowCount,
          firstRow,
        });
      }),
      RUNS,
    );
  });

  it('take rows from numbers alike', () => {
    fc.assert(
      fc.property(fewOf(anyNumber), anyRowCount, (values, rowCount) => {
        expectSameStep({
          registers: ['rows', 'number', 'rows'],
          step: { kernel: 'rows-from-number', out: 2, value: 1 },
          inputs: { 1: repeated(values, rowCount) },
          rowCount,
        });
      }),
      { numRuns: 80 },
    );
  });
});

/** Children per parent: none, a few, or now and then a hundred. */
const counts = fc
  .tuple(
    anyKey,
    fc.array(
      fc.record({ value: fc.integer({ min: 0, max: 5 }), weight: fc.integer({ min: 1, max: 9 }) }),
      {
        minLength: 1,
        maxLength: 40,
      },
    ),
    fc.boolean(),
  )
  .map(([key, choices, crowded]): CountSampler => {
    const all = [
      ...choices,
      { value: 1, weight: 1 },
      ...(crowded ? [{ value: 100, weight: 0.05 }] : []),
    ];
    return {
      key,
      thresholds: thresholdsOf(all.map(({ weight }) => weight)),
      values: Int32Array.from(all, ({ value }) => value),
    };
  });

/** Opens the kernel once in each engine; gives parents and ordinals of a run of rows. */
function openBoth(step: StepOf<'parent-of-child'>) {
  const program: Program = {
    table: 't',
    rowCount: BATCH_ROWS,
    registers: ['rows', 'rows', 'number'],
    escapes: [0, 0, 0],
    dictionaries: [],
    steps: [step],
    columns: [],
  };
  return (['ts', 'wasm'] as const).map((engine) => {
    const frame = openFrame(program, openMemory(frameSize(program, 1024), { engine }), 1024);
    const run =
      (engine === 'wasm' ? openFastKernel(step, frame) : undefined) ?? openKernel(step, frame);
    return (firstRow: number, rowCount: number) => {
      setConsecutiveRows(frame.buffer(0, 'rows'), firstRow, rowCount);
      run(rowCount);
      const out = frame.buffer<'rows'>(1, 'rows');
      return {
        parents: Array.from({ length: rowCount }, (_, i) => rowAt(out, i)),
        ordinals: Array.from(frame.buffer<'number'>(2, 'number').subarray(0, rowCount)),
      };
    };
  });
}

describe('children in both engines', () => {
  it('find their parents alike, whatever was asked before', () => {
    const asked = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: BATCH_ROWS })), {
      minLength: 1,
      maxLength: 6,
    });
    const size = fc.integer({ min: 1, max: 3000 });
    const blockRows = fc.constantFrom(1, 7, 256);
    fc.assert(
      fc.property(counts, size, blockRows, asked, (sampler, parentRows, block, batches) => {
        const layout = layOutChildren(sampler, parentRows, block);
        const total = childTotal(layout);
        if (total === 0) return;
        const step = { kernel: 'parent-of-child', out: 1, ordinal: 2, rows: 0, layout } as const;
        const [reference, fast] = openBoth(step);
        for (const [from, most] of batches) {
          const firstRow = from % total;
          const rowCount = Math.min(most, total - firstRow);
          expect(fast?.(firstRow, rowCount)).toStrictEqual(reference?.(firstRow, rowCount));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('find their parents alike in any order of rows, and write nothing else', () => {
    fc.assert(
      fc.property(counts, fewOf(fc.nat()), anyRowCount, (sampler, some, rowCount) => {
        const layout = layOutChildren(sampler, 500, 16);
        const total = childTotal(layout);
        if (total === 0) return;
        expectSameStep({
          registers: ['rows', 'rows', 'rows', 'number'],
          step: { kernel: 'parent-of-child', out: 2, ordinal: 3, rows: 1, layout },
          inputs: {
            1: repeated(
              some.map((row) => row % total),
              rowCount,
            ),
          },
          rowCount,
          alsoOut: [3],
        });
      }),
      RUNS,
    );
  });

  it('leave layouts above 16 MiB to TypeScript', () => {
    const layout = {
      before: new Float64Array(2 ** 21 + 1),
      blockRows: 1,
      parentRows: 2 ** 21,
      counts: {
        key: { inner: 1, outer: 2 },
        thresholds: Float64Array.of(2 ** 32),
        values: Int32Array.of(1),
      },
    };
    const step = { kernel: 'parent-of-child', out: 1, ordinal: 2, rows: 0, layout } as const;
    expect(() =>
      runStep('wasm', { registers: ['rows', 'rows', 'number'], step, rowCount: 1 }),
    ).toThrow('WebAssembly has no kernel');
  });
});
