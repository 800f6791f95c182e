import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameSize, openFrame } from '../kernels/frame.ts';
import { createMemory } from '../kernels/memory.ts';
import { openProgram } from '../kernels/run-program.ts';
import { createProgramBuilder } from '../program/builder.ts';
import { ROWS } from '../program/steps.ts';
import { createUniqueChoices, recordChoices } from './unique-choices.ts';

const HEAP_BYTES = 4096;
const BATCH = 500;

/** The choices of some rows, for counts of choices in the order of asking. */
function choicesOf(counts: readonly number[], firstRow: number): number[][] {
  const program = createProgramBuilder();
  const recorder = recordChoices(program);
  counts.forEach((count, i) => {
    recorder.source.choose(`choice ${i}`, count);
  });
  const key = { inner: 12, outer: 34 };
  const choices = createUniqueChoices(program, ROWS, key, recorder.space());
  const columns = counts.map((count, i) => ({
    name: String(i),
    type: { kind: 'integer' as const },
    register: choices.choose(`choice ${i}`, count),
    valid: null,
  }));
  const compiled = program.finish('t', BATCH, columns);
  const frame = openFrame(compiled, createMemory(frameSize(compiled, HEAP_BYTES)), HEAP_BYTES);
  const batch = openProgram(compiled, frame)(firstRow, BATCH);
  return Array.from({ length: BATCH }, (_, row) =>
    batch.columns.map(({ vector }) =>
      vector.kind === 'number' ? (vector.values[row] as number) : Number.NaN,
    ),
  );
}

const count = fc.oneof(
  fc.integer({ min: 1, max: 20 }),
  fc.integer({ min: 1000, max: 2 ** 31 - 1 }),
  fc.integer({ min: 2 ** 50, max: Number.MAX_SAFE_INTEGER }),
);

describe('unique choices', () => {
  it('differ between rows and stay within their counts, beyond a product of 2^53 too', () => {
    fc.assert(
      fc.property(
        fc.array(count, { minLength: 1, maxLength: 5 }),
        fc.nat({ max: 10_000 }),
        (counts, start) => {
          const capacity = counts.reduce((product, size) => product * size, 1);
          fc.pre(capacity >= start + BATCH);
          const rows = choicesOf(counts, start);
          expect(new Set(rows.map((row) => row.join())).size).toBe(BATCH);
          for (const row of rows) {
            row.forEach((value, i) => {
              expect(Number.isInteger(value) && value >= 0 && value < (counts[i] as number)).toBe(
                true,
              );
            });
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('draws choices behind 2^53 apart from one another', () => {
    const rows = choicesOf([Number.MAX_SAFE_INTEGER, 1000, 1000], 0);
    expect(rows.filter(([, second, third]) => second === third).length).toBeLessThan(10);
  });

  it('spreads a choice that does not fit over its whole range', () => {
    const largest = Math.max(
      ...choicesOf([10, Number.MAX_SAFE_INTEGER], 0).map(([, second]) => second as number),
    );
    expect(largest).toBeGreaterThan(Number.MAX_SAFE_INTEGER * 0.9);
  });
});
