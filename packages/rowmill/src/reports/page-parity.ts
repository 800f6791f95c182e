import { type Html, html } from './html.ts';
import { dataTable, numberCell, type PageSection, pageSection, statusMark } from './page-parts.ts';
import { countOf, formatCount } from './quantities.ts';
import type { RunReport, TargetReport, Verification } from './run-report.ts';

/** A target of the run, under a name that tells it from the others. */
interface NamedTarget {
  readonly name: string;
  readonly target: TargetReport;
}

const WORDS: Readonly<Record<Verification, string>> = {
  content: 'equal, every row read back',
  checksum: 'equal, by checksums',
  size: 'complete, by sizes',
};

/** Which targets hold each table, and how it was found out that they hold the rows of the dataset. */
export function paritySection({ tables, environments }: RunReport): PageSection | undefined {
  const targets = environments.flatMap(namedTargets);
  if (targets.length === 0 || tables.length === 0) return undefined;
  const heads = [
    { title: 'Table' },
    { title: 'Dataset', isNumber: true },
    ...targets.map(({ name }) => ({ title: name })),
  ];
  const rows = tables.map(({ name, rows: count }) => {
    const cells = targets.map(({ target }) => cellOf(name, target));
    return html`
<tr><th scope="row"><bdi>${name}</bdi></th>${numberCell(formatCount(count))}${cells}</tr>`;
  });
  const note = `${countOf(tables.length, 'table')} in ${countOf(targets.length, 'target')}`;
  return pageSection(
    'Parity',
    note,
    dataTable('Which targets hold the rows of the dataset', heads, rows),
  );
}

function namedTargets({ name, targets }: RunReport['environments'][number]): NamedTarget[] {
  return targets.map((target, index) => ({
    name: targets.length === 1 ? name : `${name}/${index + 1}`,
    target,
  }));
}

function cellOf(table: string, { tables, verified }: TargetReport): Html {
  if (!tables.includes(table)) return html`<td>-</td>`;
  if (verified === undefined) return html`<td>${statusMark('skipped', 'not checked')}</td>`;
  return html`<td>${statusMark('passed', WORDS[verified])}</td>`;
}
