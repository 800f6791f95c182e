import { z } from 'zod';
import { defineStrategy, type NestedRule } from '../define.ts';
import { MaskError } from '../mask-error.ts';

const OPTIONS = z.strictObject({
  map: z
    .record(z.string(), z.string())
    .refine((map) => Object.keys(map).length > 0, 'write one value at least')
    .refine(
      (map) => Object.entries(map).every(([value, mask]) => value !== mask),
      'a mask is not the value itself',
    )
    .describe('The mask for each value, e.g. { gold: A, silver: B }.'),
  onMiss: z
    .enum(['fail', 'null', 'redact', 'keep'])
    .default('fail')
    .describe('What becomes of a value that is not in the map.'),
});

/** The rule for values that are not in the map; none where they stop the run. */
function ruleOnMiss({ onMiss }: z.output<typeof OPTIONS>): readonly NestedRule[] {
  return onMiss === 'fail' ? [] : [{ mask: onMiss }];
}

/**
 * Replaces values by what a map says.
 *
 * Shape: a text of `map`; values are looked up exactly as they are. Others stop the run, or are made null, redacted or
 * kept.
 * Unique: where no two values of the map have one mask, and others stop the run.
 * The map stands in the request: who reads that can undo it. It is no secret, and no place for names.
 *
 * @throws MaskError for a value that is not in the map, with `onMiss: fail`
 */
export const dict = defineStrategy({
  name: 'dict',
  summary: 'Replaces the values by what a map in the request says.',
  options: OPTIONS,
  properties: {
    family: 'unkeyed',
    deterministic: true,
    referential: true,
    injective: false,
    reversible: 'by map',
    keyed: false,
    nullSafe: true,
    reveals: 'equality',
    leaks: ['frequency', 'nulls'],
  },
  adjust: ({ map, onMiss }) => ({
    injective: onMiss === 'fail' && new Set(Object.values(map)).size === Object.keys(map).length,
  }),
  nested: ruleOnMiss,
  capacity: ({ map, onMiss }) =>
    onMiss === 'keep' ? Number.POSITIVE_INFINITY : new Set(Object.values(map)).size,
  width: ({ map }) =>
    Object.values(map).reduce((most, mask) => Math.max(most, Array.from(mask).length), 0),
  // Masks of the map are as good or bad for a database type as a constant is; placeholders are text.
  fits: ({ onMiss }) => onMiss !== 'redact',
  create(options, context) {
    const masks = new Map(Object.entries(options.map));
    const [rule] = ruleOnMiss(options);
    const maskOthers = rule && context.nested(rule);
    return (column) => {
      const others = maskOthers?.(column);
      return column.values.map((value, row) => {
        if (value === null) return null;
        const mask = masks.get(value);
        if (mask !== undefined) return mask;
        if (others !== undefined) return others[row] ?? null;
        throw new MaskError(
          context.table,
          context.column,
          `dict found a value that is not in its map, in row ${column.firstRow + row + 1} of the source - add it, or set onMiss`,
        );
      });
    };
  },
});
