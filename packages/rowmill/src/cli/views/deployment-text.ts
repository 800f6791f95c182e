import type { DeployResult, DestroyResult } from '../../engines/cloud.ts';
import { formatUsd } from '../../reports/quantities.ts';
import type { Colors } from '../output.ts';
import { textTable } from '../text-table.ts';

const OUTCOMES = {
  deployed: 'is deployed',
  unchanged: 'is as it should be: nothing was changed',
  declined: 'stays as it is',
  planned: 'would be deployed',
} as const satisfies Record<DeployResult['outcome'], string>;

/** A deployment for a person: what became of it, what it is made of, what it costs while nothing runs. */
export function deployText(
  { deployment, outcome, resources, idle, outputs }: DeployResult,
  { bold, dim, green, yellow }: Colors,
): string {
  const mark = outcome === 'declined' ? yellow('!') : green('✓');
  const counted = resources.map(({ type, count }) => [String(count), type]);
  const costs = idle.items.map(({ name, usd, quantity, unit }) => [
    formatUsd(usd),
    name,
    dim(`${quantity} ${unit}`),
  ]);
  const blocks = [
    `${mark} ${bold(`deployment ${deployment}`)} ${OUTCOMES[outcome]}`,
    textTable(counted, { indent: 2, right: [0] }),
    outcome === 'declined'
      ? ''
      : `about ${formatUsd(idle.usd)} a month without runs\n${textTable(costs, { indent: 2, right: [0] })}`,
    textTable(
      Object.entries(outputs).map(([what, value]) => [dim(what), value]),
      { indent: 2 },
    ),
  ];
  return blocks.filter((block) => block.trim() !== '').join('\n\n');
}

/** What is left of a deployment that was taken away. */
export function destroyText(
  { deployment, outcome, kept }: DestroyResult,
  { bold, dim, green, yellow }: Colors,
): string {
  const title = bold(`deployment ${deployment}`);
  if (outcome === 'declined') return `${yellow('!')} ${title} stays as it is`;
  const lines = kept.map((line) => `  ${line}`).join('\n');
  const rest = kept.length === 0 ? 'nothing of it is left' : `what stays:\n${dim(lines)}`;
  return `${green('✓')} ${title} is gone: ${rest}`;
}
