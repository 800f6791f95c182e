import { type Html, html } from '../reports/html.ts';
import { dataTable, numberCell, section } from '../reports/page-parts.ts';
import { countOf } from '../reports/quantities.ts';
import type { ColumnDecision, ComplianceReport } from './compliance-report.ts';
import { countText } from './page-words.ts';

export function sourcesSection({ sources }: ComplianceReport): Html {
  const rows = sources.map(
    ({ table, describe, snapshot, rows: count }) =>
      html`<tr><th scope="row">${table}</th><td>${describe}</td><td><code>${snapshot ?? '–'}</code></td>${numberCell(countText(count))}</tr>`,
  );
  const heads = [
    { title: 'Table' },
    { title: 'Source' },
    { title: 'Snapshot' },
    { title: 'Rows', isNumber: true },
  ];
  return section(
    'Sources',
    '',
    html`<div class="small">${dataTable('Sources', heads, rows)}</div>`,
  );
}

const DECISION_HEADS = [
  { title: 'Column' },
  { title: 'Kind' },
  { title: 'Strategy' },
  { title: 'Properties' },
  { title: 'Leaves' },
  { title: 'Residual risk (WP29)' },
  { title: 'Masked', isNumber: true },
  { title: 'Null', isNumber: true },
  { title: 'Decided' },
];

/** Every column with its decision, what may be relied on, and what is left. */
export function columnsSection({ columns }: ComplianceReport): Html {
  const tables = [...new Set(columns.map(({ table }) => table))];
  const parts = tables.map((table) => {
    const own = columns.filter((column) => column.table === table);
    return html`<h3>${table}</h3><div class="small">${dataTable(table, DECISION_HEADS, own.map(decisionRow))}</div>`;
  });
  const note = `${countOf(columns.length, 'column')}; residual risk: singling out, linkability, inference`;
  return section('Decisions', note, html`${parts}`);
}

function decisionRow(column: ColumnDecision): Html {
  const { strategy, options, residualRisk: left } = column;
  const given = Object.entries(options).map(([name, value]) => `${name}: ${optionText(value)}`);
  const inside = column.inside === undefined ? [] : [`inside: ${column.inside.join(', ')}`];
  const told = [...given, ...inside];
  const confidence = column.confidence === undefined ? '' : ` (${column.confidence.toFixed(2)})`;
  return html`<tr><th scope="row">${column.column}</th>
<td>${column.type}${confidence}</td>
<td>${strategy}${told.length > 0 && html`<br><span class="soft">${told.join(', ')}</span>`}</td>
<td>${propertyText(column)}</td>
<td>${[column.properties.reveals, ...column.properties.leaks].join(', ')}</td>
<td>${left.singlingOut} / ${left.linkability} / ${left.inference}<br><span class="soft">${left.technique}</span></td>
${numberCell(countText(column.masked))}${numberCell(countText(column.nulls))}
<td>${decidedText(column)}</td></tr>`;
}

function optionText(value: ColumnDecision['options'][string]): string {
  if (typeof value === 'object') return 'mask' in value ? value.mask : value.join(' ');
  return String(value).replace(/^(sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1…');
}

function propertyText({ properties }: ColumnDecision): string {
  const { family, deterministic, referential, injective, reversible, keyed } = properties;
  return [
    family,
    ...(deterministic ? ['deterministic'] : []),
    ...(referential ? ['referential'] : []),
    ...(injective ? ['injective'] : []),
    ...(keyed && family !== 'keyed' ? ['keyed'] : []),
    ...(reversible === 'no' ? ['irreversible'] : [`reversible ${reversible}`]),
  ].join(', ');
}

function decidedText({ reason, approver, expires }: Partial<ColumnDecision>): string {
  const parts = [reason, approver, expires === undefined ? undefined : `until ${expires}`];
  return parts.filter((part) => part !== undefined).join('; ') || 'by the request';
}

export function keySection({ key, zip3 }: ComplianceReport): Html {
  const facts = [
    ['Key id', key?.id],
    ['Version', key?.version],
    ['Custodian', key?.custodian],
    ['Purpose', key?.purpose],
    ['Randomness', key?.randomness],
    ['ZIP areas of few people', zip3 && `${zip3.list}, ${zip3.digest}`],
  ] as const;
  const list = facts.map(
    ([title, value]) => value !== undefined && html`<dt>${title}</dt><dd>${value}</dd>`,
  );
  const known = list.filter((part) => part !== false);
  const none = html`<p class="about">No mask depends on a key.</p>`;
  return section('Key', '', known.length === 0 ? none : html`<dl class="facts">${known}</dl>`);
}

export function exceptionsSection({ exceptions }: ComplianceReport): Html {
  const rows = exceptions.map(
    ({ table, column, type, ...said }) =>
      html`<tr><th scope="row">${table}.${column}</th><td>${type}</td><td>${decidedText(said)}</td></tr>`,
  );
  const heads = [{ title: 'Column' }, { title: 'Kind' }, { title: 'Who answers for it, and why' }];
  const body =
    rows.length === 0
      ? html`<p class="about">No personal data stays as it is.</p>`
      : html`<div class="small">${dataTable('Exceptions', heads, rows)}</div>`;
  return section('Exceptions', 'what stays as it is', body);
}
