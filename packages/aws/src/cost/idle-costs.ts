import type { CostItem } from 'rowmill/engine';
import { ONE_CPU_MB } from './memory.ts';
import { costOf, type Price, type PriceTable } from './prices.ts';

/** Resources of a template that cost something while nothing runs, by their types in CloudFormation. */
const BILLED: readonly (readonly [
  type: string,
  name: string,
  price: (prices: PriceTable) => Price,
])[] = [
  ['AWS::KMS::Key', 'KMS keys', ({ keys }) => keys],
  ['AWS::SecretsManager::Secret', 'Secrets', ({ secrets }) => secrets],
  ['AWS::CloudWatch::Alarm', 'CloudWatch alarms', ({ alarms }) => alarms],
  ['AWS::CloudWatch::Dashboard', 'CloudWatch dashboards', ({ dashboards }) => dashboards],
];

const MINUTES_OF_MONTH = 30 * 24 * 60;
/** One round of the sweeper that finds nothing to do, with the start of its environment. Assumed. */
const SWEEP_SECONDS = 2;

/** Metrics of a sweeper that finds nothing to do: `ComputeUsd` and `ColdStartSeconds`. */
const IDLE_METRICS = 2;

/** What a deployment costs in a month in which nobody runs anything. Secrets that people add cost extra. */
export function idleCosts(
  resources: readonly { readonly type: string; readonly count: number }[],
  prices: PriceTable,
  { sweepMinutes }: { readonly sweepMinutes: number },
): { readonly usd: number; readonly items: readonly CostItem[] } {
  const standing = BILLED.map(([type, name, price]): CostItem => {
    const quantity = resources.find((one) => one.type === type)?.count ?? 0;
    return { name, quantity, unit: 'a month', usd: costOf(quantity, price(prices)) };
  });
  const sweeps = MINUTES_OF_MONTH / sweepMinutes;
  const gigabyteSeconds = (sweeps * SWEEP_SECONDS * ONE_CPU_MB) / 1024;
  const items = [
    ...standing,
    {
      name: 'CloudWatch metrics',
      quantity: IDLE_METRICS,
      unit: 'a month',
      usd: costOf(IDLE_METRICS, prices.customMetrics),
    },
    {
      name: 'Sweeper',
      quantity: sweeps,
      unit: 'calls a month',
      usd: costOf(gigabyteSeconds, prices.lambdaCompute) + costOf(sweeps, prices.lambdaRequests),
    },
  ].filter(({ quantity }) => quantity > 0);
  return { usd: items.reduce((sum, { usd }) => sum + usd, 0), items };
}
