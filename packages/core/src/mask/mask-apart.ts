import { z } from 'zod';
import type { ColumnLearner, ColumnMask, MaskContext } from './define.ts';
import {
  type DrawnMask,
  type DrawRule,
  type DrawWrite,
  maskDrawn,
  openDraws,
  withStart,
} from './mask-drawn.ts';
import { MaskError } from './mask-error.ts';
import { normaliseIdentity } from './normalise.ts';

/** For strategies whose masks are too few to be unique by chance. */
export const UNIQUE_OPTION = {
  unique: z
    .boolean()
    .default(false)
    .describe(
      'Gives different values of the column different masks: the whole column is looked at first, and where two values have one mask, one of them is drawn again. So the mask of a value can depend on the others.',
    ),
} as const;

/** Draws for one value before the range counts as used up: enough for a range that is nine tenths full. */
const MOST_DRAWS = 1000;

type Rule = DrawRule & DrawWrite;

/** The number of the first draw that is tried for a value, by its identity, where it is not the first one of all. */
const Exceptions = z.array(z.tuple([z.string(), z.number()]));

/** Masks each value by its draws, with `unique` from the one on that was found to be free. */
export function maskApart(
  context: MaskContext,
  { unique, ...rule }: Rule & { readonly unique: boolean },
): ColumnMask {
  if (!unique) return maskDrawn(context, withStart(rule));
  if (context.learned === undefined) throw notLearned(context);
  const { identify = normaliseIdentity } = rule;
  const exceptions = new Map(Exceptions.parse(context.learned));
  const open = openDraws(context, withStart(rule));
  return (column) => {
    const drawCell = open(column);
    return column.values.map((value, row) => {
      if (value === null) return null;
      return drawCell(row, exceptions.get(identify(value)))?.mask ?? '';
    });
  };
}

/** A value as it was found first, and whom the column `by` named beside it. */
interface KnownValue {
  readonly value: string;
  readonly owner: string | null;
}

/**
 * Finds the values whose mask is that of another one, and the draw that gives each a mask of its own.
 *
 * What it finds depends on the values alone, not on their order, as long as no value stands beside two owners. It
 * remembers every different value.
 */
export function learnApart(context: MaskContext, rule: Rule): ColumnLearner {
  const { identify = normaliseIdentity } = rule;
  const open = openDraws(context, withStart(rule));
  const known = new Map<string, KnownValue>();
  const holders = new Map<string, string>();
  const losers = new Set<string>();
  const enter = (self: string, found: KnownValue, mask: string): void => {
    known.set(self, found);
    const holder = holders.get(mask);
    // The one that comes first in the alphabet keeps the mask: so the order of rows does not matter.
    if (holder === undefined || self < holder) holders.set(mask, self);
    if (holder !== undefined) losers.add(self < holder ? holder : self);
  };
  return {
    add({ values, other, firstRow }) {
      const drawCell = open({ values, other, masked: () => [], firstRow });
      const owners = rule.by === undefined ? undefined : other(rule.by);
      for (const [row, value] of values.entries()) {
        const self = identify(value ?? '');
        if (self === '' || known.has(self)) continue;
        const owner = owners?.[row] ?? null;
        enter(self, { value: value ?? '', owner }, drawCell(row)?.mask ?? '');
      }
    },
    finish() {
      const taken = new Set(holders.keys());
      const draw = (self: string, from: number): DrawnMask | undefined => {
        const { value, owner } = known.get(self) ?? { value: self, owner: null };
        const cell = { values: [value], other: () => [owner], masked: () => [], firstRow: 0 };
        return open(cell)(0, from);
      };
      return [...losers].sort().map((self) => {
        const free = firstFree((from) => draw(self, from), taken);
        if (free === undefined) throw usedUp(context, known.size);
        taken.add(free.mask);
        return [self, free.attempt];
      });
    },
  };
}

/** The first draw, after the one of all, whose mask nobody has. */
function firstFree(
  draw: (from: number) => DrawnMask | undefined,
  taken: ReadonlySet<string>,
): DrawnMask | undefined {
  let from = 1;
  for (let tried = 0; tried < MOST_DRAWS; tried++) {
    const drawn = draw(from);
    if (drawn === undefined || !taken.has(drawn.mask)) return drawn;
    from = drawn.attempt + 1;
  }
  return undefined;
}

function usedUp({ table, column }: MaskContext, values: number): MaskError {
  return new MaskError(
    table,
    column,
    `there are not masks enough for ${values.toLocaleString('en')} different values - use \`overflow: widen\` where the strategy has it, or another strategy, such as hash.hmac`,
  );
}

function notLearned({ table, column }: MaskContext): MaskError {
  return new MaskError(
    table,
    column,
    '`unique` needs a look at the whole column, which a strategy inside another one does not get - leave `unique` out there, or let the column have the strategy by itself',
  );
}
