import type { MaskPlan } from './mask-plan.ts';
import { withNested } from './nested-rules.ts';
import type { MapFate } from './surrogate-map.ts';

/** What becomes of the maps of random masks that a table needs; nothing where it needs none. */
export function mapFates({ columns, strategies }: MaskPlan): ReadonlySet<MapFate> {
  const fates = columns
    .flatMap(({ strategy, options }) => withNested({ strategy, options }, strategies))
    .map(({ strategy, options }) => strategy.surrogates(options));
  return new Set(fates.filter((fate) => fate !== undefined));
}
