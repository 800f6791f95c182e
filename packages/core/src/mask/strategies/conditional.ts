import { z } from 'zod';
import { dayOfContext } from '../date-cell.ts';
import { type ColumnMask, defineStrategy, type MaskColumn } from '../define.ts';
import { expressionOption } from '../expression-option.ts';
import { nestedRuleOption, ruleOf } from '../nested-rule-option.ts';
import { compileRowExpression, type RowCells } from '../row-expression.ts';
import { holds } from '../row-value.ts';

/** The name of the cell itself in a condition. */
const OWN_CELL = 'value';

/**
 * Masks each cell by the first rule whose condition its row meets, and by `else` where it meets none.
 *
 * Conditions are expressions as those of `derive`, over the original cells of the row; `value` is the cell itself.
 * Every cell gets a mask: `else` has to be given. What it reveals is what the weakest of its rules does, and which
 * rule a cell got may tell what its row is.
 */
export const conditional = defineStrategy({
  name: 'conditional',
  summary: 'Masks each cell by the first rule whose condition its row meets.',
  options: z.strictObject({
    when: z
      .array(
        z.strictObject({
          if: expressionOption.describe('Condition: "country == \'US\'", "length(value) > 9".'),
          mask: nestedRuleOption,
        }),
      )
      .min(1)
      .max(50)
      .describe('Rules with their conditions; the first that holds counts.'),
    else: nestedRuleOption.describe('Rule for all other rows.'),
  }),
  properties: {
    family: 'composed',
    deterministic: true,
    referential: true,
    injective: true,
    reversible: 'no',
    keyed: false,
    nullSafe: true,
    reveals: 'nothing',
    leaks: [],
  },
  adjust: ({ when }) => {
    const others = when.flatMap((one) => otherColumns(one.if));
    // Masks of different rules can be equal, and those of one value can differ with the row.
    return { injective: false, referential: others.length === 0 };
  },
  reads: ({ when }) => [...new Set(when.flatMap((one) => otherColumns(one.if)))],
  nested: (options) => [...options.when.map(({ mask }) => ruleOf(mask)), ruleOf(options.else)],
  fits: () => true,
  create(options, context) {
    const world = { today: dayOfContext(context) };
    const branches = options.when.map((branch) => ({
      ...compileRowExpression(branch.if),
      mask: context.nested(ruleOf(branch.mask)),
    }));
    const otherwise = context.nested(ruleOf(options.else));
    const masks = [...branches.map(({ mask }) => mask), otherwise];
    return (column) => {
      const cellsOf = readRows(column, [...new Set(branches.flatMap(({ columns }) => columns))]);
      const chosen = column.values.map((_, row) => {
        const found = branches.findIndex(({ evaluate }) => holds(evaluate(cellsOf(row), world)));
        return found === -1 ? branches.length : found;
      });
      return pickMasks(masks, chosen, column);
    };
  },
});

function otherColumns(expression: string): readonly string[] {
  return compileRowExpression(expression).columns.filter((name) => name !== OWN_CELL);
}

function readRows(column: MaskColumn, names: readonly string[]): (row: number) => RowCells {
  const cells = new Map(
    names.map((name) => [name, name === OWN_CELL ? column.values : column.other(name)] as const),
  );
  return (row) => (name) => cells.get(name)?.[row] ?? null;
}

/** Masks by each rule the cells that are its own; it sees nulls in place of the others. */
function pickMasks(
  masks: readonly ColumnMask[],
  chosen: readonly number[],
  column: MaskColumn,
): (string | null)[] {
  const cells = column.values.map((): string | null => null);
  for (const [index, mask] of masks.entries()) {
    if (!chosen.includes(index)) continue;
    const values = column.values.map((value, row) => (chosen[row] === index ? value : null));
    const masked = mask({ ...column, values });
    for (const [row, cell] of masked.entries()) if (chosen[row] === index) cells[row] = cell;
  }
  return cells;
}
