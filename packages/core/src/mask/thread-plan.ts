import { STRATEGIES } from './catalog.generated.ts';
import type { MaskPlan, PlannedColumn } from './plan-masking.ts';

/** A plan as plain data, for a message to another thread: strategies are named. */
export interface ThreadPlan extends Omit<MaskPlan, 'columns' | 'strategies'> {
  readonly columns: readonly (Omit<PlannedColumn, 'strategy'> & { readonly strategy: string })[];
}

export function planForThread({ strategies: _, columns, ...plan }: MaskPlan): ThreadPlan {
  return {
    ...plan,
    columns: columns.map(({ strategy, ...column }) => ({ ...column, strategy: strategy.name })),
  };
}

/** The plan in the thread that it was sent to. @throws RangeError for a strategy that is none of the catalogue. */
export function planOfThread({ columns, ...plan }: ThreadPlan): MaskPlan {
  return {
    ...plan,
    strategies: STRATEGIES,
    columns: columns.map((column) => {
      const strategy = STRATEGIES[column.strategy as keyof typeof STRATEGIES];
      if (strategy === undefined) throw new RangeError(`there is no strategy "${column.strategy}"`);
      return { ...column, strategy };
    }),
  };
}
