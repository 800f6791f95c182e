import { z } from 'zod';
import { defineGenerator } from '../define.ts';

/**
 * Counts rows: `start`, `start + step`, ...
 *
 * Shape: integer. A last number from 2^53 on is refused: numbers there are no longer exact and would repeat. With `restart: parent` it counts the children of each parent.
 * Unique: always, unless it restarts.
 */
export const sequence = defineGenerator({
  name: 'sequence',
  summary: 'Whole numbers that count the rows.',
  options: z.strictObject({
    start: z.number().int().default(1).describe('Number of the first row.'),
    step: z
      .number()
      .int()
      .refine((step) => step !== 0, 'must not be 0')
      .default(1)
      .describe('Distance between rows.'),
    restart: z.literal('parent').optional().describe('Count the children of each parent row anew.'),
  }),
  unique: 'always',
  compile({ program, rows, rowCount, ordinal, unique }, { start, step, restart }) {
    if (restart === undefined) {
      refuseInexact(start + step * Math.max(0, rowCount - 1));
      return {
        type: { kind: 'integer' },
        register: program.add('number', (out) => ({
          kernel: 'row-number',
          out,
          rows,
          start,
          step,
        })),
        distinct: true,
      };
    }
    if (ordinal === undefined)
      throw new RangeError('sequence: "restart: parent" needs a table with rows: { per: ... }');
    if (unique) throw new RangeError('sequence: numbers that restart with each parent repeat');
    const constant = (value: number) =>
      program.add('number', (out) => ({ kernel: 'constant-number', out, constant: value }));
    const stepped = program.add('number', (out) => ({
      kernel: 'arithmetic',
      out,
      operator: '*',
      left: ordinal,
      right: constant(step),
    }));
    return {
      type: { kind: 'integer' },
      register: program.add('number', (out) => ({
        kernel: 'arithmetic',
        out,
        operator: '+',
        left: stepped,
        right: constant(start),
      })),
    };
  },
});

function refuseInexact(last: number): void {
  if (Number.isSafeInteger(last)) return;
  throw new RangeError(
    `sequence: its last number would lie beyond ${Number.MAX_SAFE_INTEGER}, where numbers are not exact; take a smaller start, a smaller step or fewer rows`,
  );
}
