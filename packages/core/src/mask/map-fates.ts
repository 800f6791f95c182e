import type { MaskColumn } from '../request/types.ts';
import { STRATEGIES } from './catalog.generated.ts';
import type { MaskPlan } from './mask-plan.ts';
import { type CheckedRule, checkRule, type Strategies, withNested } from './nested-rules.ts';
import type { MapFate } from './surrogate-map.ts';

/** What becomes of the maps of random masks that a table needs; nothing where it needs none. */
export function mapFates({ columns, strategies }: MaskPlan): ReadonlySet<MapFate> {
  return fatesOf(columns, strategies);
}

/** The same by the rules of a request, before anything is planned; what planning will refuse needs none. */
export function requestedMapFates(
  columns: Readonly<Record<string, Pick<MaskColumn, 'strategy' | 'options'>>>,
): ReadonlySet<MapFate> {
  const rules = Object.entries(columns).flatMap(([column, { strategy, options }]) => {
    const checked = checkRule([column], strategy, options, STRATEGIES);
    return Array.isArray(checked) ? [] : [checked];
  });
  return fatesOf(rules, STRATEGIES);
}

function fatesOf(rules: readonly CheckedRule[], strategies: Strategies): ReadonlySet<MapFate> {
  const fates = rules
    .flatMap(({ strategy, options }) => withNested({ strategy, options }, strategies))
    .map(({ strategy, options }) => strategy.surrogates(options));
  return new Set(fates.filter((fate) => fate !== undefined));
}
