import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Distribution } from '../program/steps/number-steps.ts';
import type { Program, Step } from '../program/steps.ts';
import { openMemory } from '../wasm/open-memory.ts';
import { openFastKernel } from '../wasm/registry.ts';
import { layOutChildren } from './children.ts';
import { frameSize, openFrame } from './frame.ts';
import { thresholdsOf } from './integers.ts';
import { stepTableBytes } from './step-tables.ts';

const HEAP_BYTES = 1024;
const key = { inner: 1, outer: 2 };

const distributionStep = (distribution: Distribution): Step => ({
  kernel: 'distribution',
  out: 3,
  rows: 0,
  key,
  distribution,
  quantiles: { from: 0, to: 1 },
});

/** Steps with tables of about so many entries. */
const stepsOf = (size: number): Step[] => {
  const shares = Array<number>(size).fill(1);
  const counts = {
    key,
    thresholds: thresholdsOf(shares),
    values: Int32Array.from(shares, (_, i) => i % 3),
  };
  const layout = layOutChildren(counts, size, 1);
  return [
    { kernel: 'permute', out: 3, rows: 0, key, domain: size },
    { kernel: 'permute-within', out: 3, group: 1, ordinal: 4, key, domain: size },
    { kernel: 'weighted-pick', out: 2, rows: 0, key, thresholds: thresholdsOf(shares) },
    { kernel: 'map-int', out: 2, value: 5, table: new Int32Array(size) },
    { kernel: 'number-table', out: 3, value: 5, table: new Float64Array(size) },
    { kernel: 'parent-zipf', out: 1, rows: 0, key, count: 3 * size, exponent: 1.2 },
    { kernel: 'parent-of-child', out: 1, ordinal: 3, rows: 0, layout },
    distributionStep({ kind: 'zipf', count: 50 * size, exponent: 1 }),
    distributionStep({ kind: 'poisson', mean: size / 80 }),
    distributionStep({
      kind: 'histogram',
      edges: Float64Array.from([0, ...shares]),
      thresholds: thresholdsOf(shares, 1),
    }),
  ];
};

function open(step: Step) {
  const program: Program = {
    table: 't',
    rowCount: 1,
    registers: ['rows', 'rows', 'int', 'number', 'number', 'int'],
    escapes: [0, 0, 0, 0, 0, 0],
    dictionaries: [],
    steps: [step],
    columns: [],
  };
  const memory = openMemory(frameSize(program, HEAP_BYTES), { engine: 'wasm' });
  return openFrame(program, memory, HEAP_BYTES);
}

describe('tables of steps', () => {
  it('take no more memory than was reserved for them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (size) => {
        for (const step of stepsOf(size)) {
          const frame = open(step);
          const before = frame.memory.next;
          expect(openFastKernel(step, frame), step.kernel).toBeDefined();
          const taken = frame.memory.next - before;
          expect(taken, step.kernel).toBeGreaterThan(0);
          expect(taken, step.kernel).toBeLessThanOrEqual(stepTableBytes(step));
        }
      }),
      { numRuns: 15 },
    );
  });

  it('lie in memory once each, where kernels read what they hold', () => {
    const table = Float64Array.of(1.5, -2, Number.NaN);
    const step: Step = { kernel: 'number-table', out: 3, value: 5, table };
    const frame = open(step);
    const address = frame.table(table);
    const next = frame.memory.next;
    expect(frame.table(table)).toBe(address);
    expect(frame.memory.next).toBe(next);
    expect(new Float64Array(frame.memory.buffer, address, 3)).toEqual(table);
  });

  it('take no memory for steps without tables', () => {
    expect(stepTableBytes({ kernel: 'pick', out: 2, rows: 0, key, count: 9 })).toBe(0);
    expect(stepTableBytes(distributionStep({ kind: 'poisson', mean: 1e5 }))).toBe(0);
  });
});
