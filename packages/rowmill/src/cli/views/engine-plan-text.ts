import type { EnginePlan } from '../../engines/engine-plan.ts';
import { formatQuantity, formatSeconds, formatUsd } from '../../reports/quantities.ts';
import type { Colors } from '../output.ts';
import { textTable } from '../text-table.ts';

/** What a run on AWS is expected to take, for a person. */
export function enginePlanText(
  { place, seconds, stages, usd, usdPerMillionRows, items, notes }: EnginePlan,
  { bold, dim }: Colors,
): string {
  const head = `${bold(`on AWS  about ${formatUsd(usd)}, ${formatSeconds(seconds)}`)}  ${dim(`${place}, ${formatUsd(usdPerMillionRows)} per million rows`)}`;
  const times = stages.map((stage) => [
    stage.stage,
    formatSeconds(stage.seconds),
    dim(stage.limit),
  ]);
  const costs = items.map((item) => [
    item.name,
    formatUsd(item.usd),
    dim(`${formatQuantity(item.quantity)} ${item.unit}`),
  ]);
  return [
    head,
    textTable(times, { indent: 2, right: [1] }),
    textTable(costs, { indent: 2, right: [1] }),
    notes.map((note) => dim(`  ${note}`)).join('\n'),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}
