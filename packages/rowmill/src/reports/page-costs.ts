import type { CostComparison } from './cost-report.ts';
import { type Html, html } from './html.ts';
import { dataTable, numberCell, type PageSection, pageSection } from './page-parts.ts';
import { formatQuantity, formatSeconds, formatUsd } from './quantities.ts';
import type { RunReport } from './run-report.ts';

/** What the run was expected to take and to cost, and what of it was counted. */
export function costsSection({ costs, seconds }: RunReport): PageSection | undefined {
  if (costs === undefined) return undefined;
  const { place, estimatedSeconds, estimatedUsd, countedUsd, estimatedOfCountedUsd, items } = costs;
  const heads = [
    { title: 'Item' },
    { title: 'Estimated', isNumber: true },
    { title: 'Counted', isNumber: true },
    { title: 'Estimated, USD', isNumber: true },
    { title: 'Counted, USD', isNumber: true },
  ];
  const body = html`<p class="about">On ${place}: ${formatUsd(estimatedUsd)} and ${formatSeconds(estimatedSeconds)} were estimated; it took ${formatSeconds(seconds)}. What was counted came to ${formatUsd(countedUsd)}, for which ${formatUsd(estimatedOfCountedUsd)} were estimated. The bill has the rest.</p>
${dataTable('Costs', heads, items.map(costRow))}`;
  return pageSection('Costs', formatUsd(estimatedUsd), body);
}

function costRow({ name, unit, estimated, counted }: CostComparison): Html {
  const quantityOf = (used: CostComparison['counted']): string =>
    used === undefined ? '–' : `${formatQuantity(used.quantity)} ${unit}`;
  const cells = [
    quantityOf(estimated),
    quantityOf(counted),
    formatUsd(estimated.usd),
    counted === undefined ? '–' : formatUsd(counted.usd),
  ];
  return html`
<tr><th scope="row">${name}</th>${cells.map(numberCell)}</tr>`;
}
