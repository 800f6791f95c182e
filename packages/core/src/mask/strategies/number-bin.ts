import { z } from 'zod';
import { fitNumber, isNumberType } from '../column-types.ts';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  decimalOf,
  floorToStep,
  negateDecimal,
  trimmed,
  writeDecimal,
} from '../decimal.ts';
import { defineStrategy } from '../define.ts';
import { GENERALISED } from '../family-properties.ts';
import { maskNumbers } from '../number-cells.ts';

/**
 * Puts numbers into bins: `[10,20)` holds 10 and all up to 20, 20 itself excluded.
 *
 * Shape: the label of the bin; below the first edge `<10`, from the last edge on `>=20`. In a column of numbers, and
 * with `as: number`, the lower edge stands for the bin, and the first edge for what lies below it.
 * Not changed: NaN and infinity.
 *
 * @throws MaskError for a value that is no number.
 */
export const numberBin = defineStrategy({
  name: 'number.bin',
  summary: 'Puts numbers into bins of one width, or between edges.',
  options: z
    .strictObject({
      width: z.number().positive().optional().describe('Width of all bins.'),
      origin: z.number().default(0).describe('With width: where a bin begins.'),
      edges: z
        .array(z.number())
        .min(1)
        .max(1000)
        .optional()
        .describe('Edges between bins, from the least on.'),
      as: z
        .enum(['label', 'number'])
        .optional()
        .describe('How bins are written; number in columns of numbers, label elsewhere.'),
    })
    .refine(({ width, edges }) => (width === undefined) !== (edges === undefined), {
      path: ['width'],
      message: 'give either a width or edges',
    })
    .refine(({ edges = [] }) => edges.every((edge, i) => i === 0 || edge > Number(edges[i - 1])), {
      path: ['edges'],
      message: 'every edge has to be above the one before it',
    }),
  properties: GENERALISED,
  fits: ({ as }, sourceType) => as !== 'label' && isNumberType(sourceType),
  create({ width, origin, edges, as }, context) {
    const binOf =
      width === undefined
        ? betweenEdges((edges ?? []).map(decimalOf))
        : ofWidth(decimalOf(width), decimalOf(origin));
    const isNumber = (as ?? (isNumberType(context.sourceType) ? 'number' : 'label')) === 'number';
    return maskNumbers(context, () => (number) => {
      const bin = binOf(number);
      if (!isNumber) return labelOf(bin);
      const edge = bin.from ?? bin.to;
      return edge === undefined ? '' : writeDecimal(fitNumber(trimmed(edge), context.sourceType));
    });
  },
});

/** Numbers from an edge up to another one, that excluded. */
interface Bin {
  readonly from?: Decimal;
  readonly to?: Decimal;
}

function ofWidth(width: Decimal, origin: Decimal): (number: Decimal) => Bin {
  return (number) => {
    const from = addDecimals(
      floorToStep(addDecimals(number, negateDecimal(origin)), width),
      origin,
    );
    return { from, to: addDecimals(from, width) };
  };
}

function betweenEdges(edges: readonly Decimal[]): (number: Decimal) => Bin {
  return (number) => {
    const next = edges.findIndex((edge) => compareDecimals(number, edge) < 0);
    const [from, to] = [edges.at(next === -1 ? -1 : next - 1), edges[next]];
    if (next === 0 || from === undefined) return to === undefined ? {} : { to };
    return to === undefined ? { from } : { from, to };
  };
}

function labelOf({ from, to }: Bin): string {
  const write = (edge: Decimal): string => writeDecimal(trimmed(edge));
  if (from === undefined) return to === undefined ? '' : `<${write(to)}`;
  return to === undefined ? `>=${write(from)}` : `[${write(from)},${write(to)})`;
}
