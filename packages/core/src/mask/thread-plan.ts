import type { StrategyDefinition } from './define.ts';
import type { MaskPlan, PlannedColumn } from './mask-plan.ts';
import { STRATEGY_MODULES } from './modules.generated.ts';
import { withNested } from './nested-rules.ts';

/** A plan as plain data, for a message to another thread: strategies are named. */
export interface ThreadPlan extends Omit<MaskPlan, 'columns' | 'strategies'> {
  readonly columns: readonly (Omit<PlannedColumn, 'strategy'> & { readonly strategy: string })[];
  /** Names of all strategies of the columns, and of those inside them. */
  readonly strategies: readonly string[];
}

export function planForThread({ strategies, columns, ...plan }: MaskPlan): ThreadPlan {
  const all = columns.flatMap((column) => withNested(column, strategies));
  return {
    ...plan,
    columns: columns.map(({ strategy, ...column }) => ({ ...column, strategy: strategy.name })),
    strategies: [...new Set(all.map(({ strategy }) => strategy.name))],
  };
}

/**
 * The plan in the thread that it was sent to, which loads the strategies of the plan and no others.
 *
 * @throws RangeError for a strategy that is none of the catalogue.
 */
export async function planOfThread({
  columns,
  strategies,
  ...plan
}: ThreadPlan): Promise<MaskPlan> {
  const loaded: Readonly<Record<string, StrategyDefinition>> = Object.fromEntries(
    await Promise.all(strategies.map(async (name) => [name, await loadStrategy(name)])),
  );
  return {
    ...plan,
    strategies: loaded,
    columns: columns.map(({ strategy, ...column }) => ({
      ...column,
      strategy: known(strategy, loaded),
    })),
  };
}

const loadStrategy = (name: string): Promise<StrategyDefinition> => known(name, STRATEGY_MODULES)();

function known<Item>(name: string, items: Readonly<Record<string, Item>>): Item {
  const item = Object.hasOwn(items, name) ? items[name] : undefined;
  if (item === undefined) throw new RangeError(`there is no strategy "${name}"`);
  return item;
}
