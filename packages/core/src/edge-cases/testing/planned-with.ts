import type { CheckRow, ColumnDomain, EdgePlan } from '../edge-case.ts';
import { planEdgeCases } from '../plan/plan-edge-cases.ts';

export const SETTINGS = {
  kinds: ['boundaries', 'text', 'combinations'],
  strength: 2,
  invalid: true,
} as const;

/** The plan of columns `c0`, `c1`, ..., flags that may not be null unless said otherwise. */
export const plannedWith = (
  domains: readonly Partial<ColumnDomain>[],
  checkRow: CheckRow = () => [],
  settings: Partial<typeof SETTINGS | { invalid: boolean; strength: number }> = {},
): EdgePlan =>
  planEdgeCases(
    domains.map((domain, i) => ({
      name: `c${i}`,
      type: { kind: 'boolean' },
      nullable: false,
      unique: false,
      reference: false,
      fixed: false,
      rules: {},
      ...domain,
    })),
    { settings: { ...SETTINGS, ...settings }, checkRow, samples: [{}] },
  );
