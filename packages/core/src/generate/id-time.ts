import { z } from 'zod';
import { instantOf, instantOption, LATEST, shiftYears } from '../kernels/instants.ts';
import type { Register } from '../program/register.ts';
import type { CellBuilder } from './define.ts';
import { numberBetween } from './number-between.ts';

/** Options of identifiers that begin with a time. */
export const ID_TIME_OPTIONS = {
  from: instantOption
    .optional()
    .describe('First instant. Default a year before the reference date.'),
  to: instantOption.optional().describe('Last instant. Default the reference date.'),
  ordered: z
    .boolean()
    .default(false)
    .describe('Identifiers ascend with the rows, a millisecond apart, from "from" on.'),
};

interface IdTimeOptions {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly ordered: boolean;
}

/**
 * Milliseconds since 1970 for the front of an identifier.
 *
 * @throws RangeError when the range is empty or starts before 1970.
 */
export function idTime(
  cells: CellBuilder,
  name: string,
  { from, to, ordered }: IdTimeOptions,
): Register<'number'> {
  const last = to === undefined ? cells.referenceTime : instantOf(to);
  const first = from === undefined ? Math.max(0, shiftYears(last, -1)) : instantOf(from);
  if (first < 0) throw new RangeError(`${name}: its times begin in 1970; choose a later "from"`);
  const { program, rows } = cells;
  if (ordered) {
    if (to !== undefined)
      throw new RangeError(`${name}: with "ordered" the rows decide where it ends; leave out "to"`);
    return program.add('number', (out) => ({
      kernel: 'row-number',
      out,
      rows,
      start: first,
      step: 1,
    }));
  }
  if (first > last || last > LATEST)
    throw new RangeError(`${name}: "from" lies after "to"; swap the two`);
  return numberBetween(cells.free(), 'time', { min: first, count: last - first + 1 });
}
