import { z } from 'zod';
import { copyText } from '../copy-text.ts';
import { type ColumnMask, defineStrategy, type MaskContext } from '../define.ts';
import { countLearnedBytes } from '../learned-bytes.ts';
import { MaskError } from '../mask-error.ts';
import { wordsOf } from '../mask-rows.ts';

/** What was learned: the rows with a value, their values, and the group that each is in. */
interface Learned {
  readonly rows: number[];
  readonly values: string[];
  readonly groups: string[];
}

/**
 * Gives the values of a column to other rows, each of them to one.
 *
 * Every value stays as often as it was. With `groupBy` rows trade with those that have the same value in another column;
 * groups of fewer than `smallestGroup` rows trade among each other, so that nobody keeps his own for want of others.
 * Consistent: the order follows from the key, the column and the rows; null stays null in its row.
 * Memory: the whole column is read first and kept, with up to 256 MiB.
 * Known: whoever has a rare value is still in the table, and his value still names him where it is unique. It hides which
 * row a value belongs to, not which values there are.
 *
 * @throws MaskError when the column does not fit into memory, or all its rows together are one.
 */
export const shuffle = defineStrategy({
  name: 'shuffle',
  summary: 'Gives the values of a column to other rows, within groups if wanted.',
  options: z.strictObject({
    groupBy: z.string().min(1).optional().describe('Column within whose values rows trade.'),
    smallestGroup: z
      .int()
      .min(2)
      .max(1000)
      .default(5)
      .describe('Rows that a group has to have to trade alone.'),
  }),
  properties: {
    family: 'rearranged',
    deterministic: true,
    referential: false,
    // A column without repetitions has none afterwards.
    injective: true,
    reversible: 'no',
    keyed: true,
    nullSafe: true,
    reveals: 'value',
    leaks: ['values', 'frequency', 'nulls'],
  },
  reads: ({ groupBy }) => (groupBy === undefined ? [] : [groupBy]),
  fits: () => true,
  learn({ groupBy }, context) {
    const learned: Learned = { rows: [], values: [], groups: [] };
    const bytes = countLearnedBytes(context);
    return {
      add({ values, firstRow, other }) {
        const groups = groupBy === undefined ? undefined : other(groupBy);
        for (const [row, value] of values.entries()) {
          if (value === null) continue;
          const group = groups?.[row];
          bytes.add(value + (group ?? ''));
          learned.rows.push(firstRow + row);
          learned.values.push(copyText(value));
          learned.groups.push(group === null || group === undefined ? 'null' : `=${group}`);
        }
      },
      finish: () => learned,
    };
  },
  create: ({ smallestGroup }, context) =>
    lookUpRows(tradeRows(context.learned as Learned | undefined, smallestGroup, context), context),
});

/** The value that each row gets. */
function tradeRows(
  learned: Learned | undefined,
  smallestGroup: number,
  context: MaskContext,
): ReadonlyMap<number, string> {
  if (learned === undefined)
    throw problem(context, 'shuffle has to see the whole column first - let it stand in no other');
  const { rows, values } = learned;
  const order = keyedOrder(rows, context);
  const given = new Map<number, string>();
  for (const group of groupsOf(learned, order, smallestGroup)) {
    const [only, ...others] = group;
    if (only !== undefined && others.length === 0)
      throw problem(context, 'there is one value alone, which has nobody to trade with - use null');
    // Each gets what the next one had: a circle in which nobody keeps his own.
    for (const [place, index] of group.entries()) {
      const next = group[(place + 1) % group.length];
      given.set(Number(rows[index]), String(values[Number(next)]));
    }
  }
  return given;
}

/** Places in the list of rows, in an order that the key decides. */
function keyedOrder(rows: readonly number[], { key, column }: MaskContext): number[] {
  const words = wordsOf(key.prf('shuffle')(rows.map((row) => `${row}:${column}`)));
  const ranks = rows.map((_, index) => words(index, 0) * 2 ** 21 + (words(index, 1) >>> 11));
  return [...rows.keys()].sort((a, b) => Number(ranks[a]) - Number(ranks[b]) || a - b);
}

/** Rows that trade with each other, in their order; small groups become one. */
function groupsOf(
  { groups }: Learned,
  order: readonly number[],
  smallestGroup: number,
): readonly (readonly number[])[] {
  const byName = new Map<string, number[]>();
  for (const index of order) {
    const name = String(groups[index]);
    const members = byName.get(name);
    if (members === undefined) byName.set(name, [index]);
    else members.push(index);
  }
  const all = [...byName.values()];
  const large = all.filter((group) => group.length >= smallestGroup);
  const small = all.filter((group) => group.length < smallestGroup).flat();
  const [first = [], ...rest] = large;
  // One row that is left over joins another group.
  if (small.length === 1) return [[...first, ...small], ...rest];
  return small.length === 0 ? large : [...large, small];
}

function lookUpRows(given: ReadonlyMap<number, string>, context: MaskContext): ColumnMask {
  return ({ values, firstRow }) =>
    values.map((value, row) => {
      if (value === null) return null;
      const mask = given.get(firstRow + row);
      if (mask !== undefined) return mask;
      throw problem(context, 'a row was not there when the column was learned - run it again');
    });
}

function problem({ table, column }: MaskContext, what: string): MaskError {
  return new MaskError(table, column, what);
}
