import { z } from 'zod';
import type { StrategyProperties } from './define.ts';

/** What most strategies of `fake.*` promise: a keyed function of the value, into ranges that are too small to be unique. */
export const DRAWN_PROPERTIES = {
  family: 'keyed',
  deterministic: true,
  referential: true,
  injective: false,
  reversible: 'no',
  keyed: true,
  nullSafe: true,
  reveals: 'equality',
  leaks: ['frequency', 'nulls'],
} as const satisfies StrategyProperties;

export const BY_OPTION = {
  by: z.string().min(1).optional().describe('Column that says whose it is, e.g. customer_id.'),
} as const;

/** With `by`, a value that two people share becomes two; with `unique`, a mask depends on the other values. */
export function adjustBy({
  by,
  unique = false,
}: {
  readonly by?: string | undefined;
  readonly unique?: boolean;
}): Partial<StrategyProperties> {
  return {
    ...(by === undefined && !unique ? {} : { referential: false }),
    ...(unique ? { injective: true } : {}),
  };
}

export function readsBy({ by }: { readonly by?: string | undefined }): readonly string[] {
  return by === undefined ? [] : [by];
}

const OVERFLOW =
  'What happens where a column has more values than there are masks: `fail` refuses the plan, `allow-duplicates` gives some values the same mask';

/** For strategies whose masks run out. */
export const OVERFLOW_OPTION = {
  overflow: z
    .enum(['fail', 'allow-duplicates'])
    .optional()
    .describe(`${OVERFLOW}. When absent, unique columns are refused and others get duplicates.`),
} as const;

/** For strategies that have a wider range to go to; `range` describes it. */
export function overflowInto(range: string) {
  return {
    overflow: z
      .enum(['widen', 'fail', 'allow-duplicates'])
      .optional()
      .describe(
        `${OVERFLOW}, \`widen\` takes all masks from ${range}. When absent, unique columns are refused and others get duplicates.`,
      ),
  } as const;
}
