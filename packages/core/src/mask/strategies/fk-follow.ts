import { z } from 'zod';
import { defineStrategy } from '../define.ts';
import { MaskError } from '../mask-error.ts';

/**
 * Masks a foreign key as the key that it points to: `{ mask: fk.follow, references: customers.id }` takes the strategy,
 * the options and the domain of `customers.id`, so that rows join after masking as they did before.
 *
 * The plan puts the rule of the parent in its place; what a plan shows, and every report, is that rule.
 *
 * @throws MaskError where no plan has done so: a foreign key cannot be masked by itself.
 */
export const fkFollow = defineStrategy({
  name: 'fk.follow',
  summary: 'Masks a foreign key as the key that it points to.',
  options: z.strictObject({}),
  properties: {
    family: 'composed',
    deterministic: true,
    referential: true,
    injective: true,
    reversible: 'no',
    keyed: false,
    nullSafe: true,
    reveals: 'equality',
    leaks: ['frequency', 'nulls'],
  },
  fits: () => true,
  create(_, { table, column }) {
    throw new MaskError(
      table,
      column,
      'fk.follow has no key to follow - add `references: table.column` of a table whose source is masked in the same request',
    );
  },
});
