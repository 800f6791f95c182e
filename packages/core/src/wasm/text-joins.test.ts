import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { RegisterKind } from '../program/register.ts';
import type { Step } from '../program/steps.ts';
import { expectSameStep } from '../testing/engines.ts';
import {
  anyText,
  batchSizes,
  fittingRows,
  longestOf,
  poolOf,
  repeat,
} from '../testing/text-trials.ts';

const COLUMNS = 3;
const COUNTS = COLUMNS + 1;
const OUT = COLUMNS + 2;
const registers: readonly RegisterKind[] = ['rows', 'text', 'text', 'text', 'int', 'text'];

/** Texts for each of the three columns. */
const columns = fc.tuple(poolOf(anyText, 25), poolOf(anyText, 25), poolOf(anyText, 25));

interface Trial {
  readonly pools: readonly (readonly string[])[];
  readonly counts?: readonly number[];
  readonly rowCount: number;
  /** Most texts of a column in a cell. */
  readonly parts: number;
  readonly literalBytes?: number;
}

function expectSameTexts(
  { pools, counts = [0], rowCount, parts, literalBytes = 2 }: Trial,
  step: Step,
): void {
  const rows = fittingRows(rowCount, literalBytes + parts * (longestOf(pools.flat()) + 1));
  const texts = pools.map((pool, i) => [i + 1, repeat(pool, rows)]);
  expectSameStep({
    registers,
    inputs: { ...Object.fromEntries(texts), [COUNTS]: repeat(counts, rows) },
    step,
    rowCount: rows,
  });
}

describe('joined texts of both engines', () => {
  it('concat', () => {
    const part = fc.oneof(fc.integer({ min: 1, max: COLUMNS }), anyText);
    fc.assert(
      fc.property(
        columns,
        fc.array(part, { minLength: 1, maxLength: 8 }),
        batchSizes,
        (pools, parts, rowCount) => {
          const literalBytes = Buffer.byteLength(
            parts.filter((one) => typeof one === 'string').join(''),
          );
          const trial = { pools, rowCount, parts: parts.length, literalBytes };
          expectSameTexts(trial, { kernel: 'concat', out: OUT, parts });
        },
      ),
      { numRuns: 120 },
    );
  });

  it.each(['join-first', 'json-array'] as const)('%s', (kernel) => {
    const items = [1, 2, 3, 1];
    const counts = fc.array(fc.nat(items.length), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(columns, counts, batchSizes, (pools, sizes, rowCount) => {
        const step = { kernel, out: OUT, counts: COUNTS, items };
        expectSameTexts({ pools, counts: sizes, rowCount, parts: items.length }, step);
      }),
      { numRuns: 80 },
    );
  });

  it('JSON text, with and without nulls, quoted and as it is', () => {
    const flags = fc.option(fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 40 }), {
      nil: undefined,
    });
    const cases = fc.tuple(poolOf(anyText), flags, fc.boolean(), batchSizes);
    fc.assert(
      fc.property(cases, ([pool, valid, quoted, rowCount]) => {
        const rows = fittingRows(rowCount, 6 * longestOf(pool) + 2);
        expectSameStep({
          registers: ['rows', 'text', 'flag', 'text'],
          inputs: { 1: repeat(pool, rows), 2: repeat(valid ?? [1], rows) },
          step: {
            ...{ kernel: 'json-text', out: 3, value: 1, quoted },
            valid: valid === undefined ? null : 2,
          },
          rowCount: rows,
        });
      }),
      { numRuns: 150 },
    );
  });
});
