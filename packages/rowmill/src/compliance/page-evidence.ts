import { type Html, html } from '../reports/html.ts';
import { dataTable, numberCell, section, statusMark } from '../reports/page-parts.ts';
import { formatCount } from '../reports/quantities.ts';
import type {
  AnonymityEvidence,
  ClaimResult,
  ColumnEvidence,
  ComplianceReport,
  EnvironmentCopy,
  TableEvidence,
} from './compliance-report.ts';
import { countText, leaseText } from './page-words.ts';

const MARKS = { earned: 'passed', refused: 'failed', open: 'stopped' } as const;

export function claimsSection({ claims }: ComplianceReport): Html {
  if (claims.length === 0)
    return section('Claims', '', html`<p class="about">The request asks for no claim.</p>`);
  return section('Claims', '', html`${claims.map(claimPart)}`);
}

function claimPart({ claim, verdict, findings }: ClaimResult): Html {
  const list = findings.map(
    ({ about, verdict: own, reason }) =>
      html`<li><strong>${about}</strong>: ${own}, ${reason}</li>`,
  );
  return html`<div class="claim"><h3>${claim}${statusMark(MARKS[verdict], verdict)}</h3>
${list.length > 0 && html`<ul>${list}</ul>`}</div>`;
}

const PROOF_HEADS = [
  { title: 'Column' },
  { title: 'Values that survived', isNumber: true },
  { title: 'By chance', isNumber: true },
  { title: 'In reserved ranges', isNumber: true },
  { title: 'Too long', isNumber: true },
  { title: 'Nulls changed', isNumber: true },
  { title: 'Found by detectors' },
];

export function proofSection({ proofs }: ComplianceReport): Html {
  const none = html`<p class="about">Nothing was measured: no table was masked to its end.</p>`;
  return section(
    'Proof',
    'measured before anything was delivered',
    proofs.length === 0 ? none : html`${proofs.map(tablePart)}`,
  );
}

function tablePart({ table, rows, sampledOneIn, columns, anonymity }: TableEvidence): Html {
  const sample = sampledOneIn === 1 ? 'every value' : `one value in ${formatCount(sampledOneIn)}`;
  return html`<h3>${table} <span class="note">${countText(rows)} rows; ${sample} was looked for</span></h3>
<div class="small">${dataTable(`Proof of ${table}`, PROOF_HEADS, columns.map(proofRow))}</div>
${anonymity !== undefined && anonymityPart(anonymity)}`;
}

function proofRow(column: ColumnEvidence): Html {
  const { survived, byChance, reservedShare, tooLong, changedNulls, detected } = column;
  const kinds = Object.entries(detected).map(([kind, count]) => `${kind} ${countText(count)}`);
  const cells = [
    survived === undefined ? '–' : countText(survived),
    byChance === undefined ? '–' : countText(byChance),
    shareText(reservedShare),
    countText(tooLong),
    countText(changedNulls),
  ];
  return html`<tr><th scope="row">${column.column}</th>${cells.map(numberCell)}<td>${kinds.join(', ') || '–'}</td></tr>`;
}

function shareText(share: ColumnEvidence['reservedShare']): string {
  if (share === undefined) return '–';
  return typeof share === 'number' ? `${(share * 100).toFixed(2)} %` : share;
}

function anonymityPart({
  quasiIdentifiers,
  k,
  rowsBelow,
  classes,
  diversity,
}: AnonymityEvidence): Html {
  const columns = quasiIdentifiers.join(', ');
  if (k === undefined)
    return html`<p class="about">Quasi-identifiers ${columns}: next to every row is a class of its own.</p>`;
  const told = (diversity ?? []).map(
    ({ column, distinctL, entropyL, t }) =>
      html`<li>${column}: l ${distinctL} (by entropy ${entropyL}), t ${t.toFixed(3)}</li>`,
  );
  return html`<p class="about">Quasi-identifiers ${columns}: k = ${k}, ${countText(classes ?? 0)} classes, ${countText(rowsBelow ?? 0)} rows below the limit.</p>
${told.length > 0 && html`<ul class="plain">${told}</ul>`}`;
}

export function checksSection({ checks }: ComplianceReport): Html {
  const rows = checks.map(
    ({ name, table, columns, passed, failingRows }) =>
      html`<tr><th scope="row">${name}</th><td>${[table, ...columns].join(', ')}</td><td>${statusMark(passed ? 'passed' : 'failed')}</td>${numberCell(countText(failingRows))}</tr>`,
  );
  const heads = [
    { title: 'Check' },
    { title: 'About' },
    { title: 'Outcome' },
    { title: 'Failing rows', isNumber: true },
  ];
  const none = html`<p class="about">No checks were run.</p>`;
  const body =
    rows.length === 0 ? none : html`<div class="small">${dataTable('Checks', heads, rows)}</div>`;
  return section('Checks', 'keys, references, uniqueness, schemas', body);
}

export function environmentsSection({ environments }: ComplianceReport): Html {
  const none = html`<p class="about">No environment received a copy.</p>`;
  return section(
    'Copies',
    'which environments received the data',
    environments.length === 0 ? none : html`${environments.map(copyPart)}`,
  );
}

function copyPart({ name, leaseMs, leaseEnds, targets, removed }: EnvironmentCopy): Html {
  const list = targets.map(
    ({ describe, tables, rows, verified }) =>
      html`<li>${describe}: ${tables.join(', ')} (${countText(rows)} rows${verified !== undefined && html`, verified by ${verified}`})</li>`,
  );
  const gone = removed.map((line) => html`<li>removed: ${line}</li>`);
  const lease = leaseMs === undefined ? '' : `leased for ${leaseText(leaseMs)}`;
  const until = leaseEnds === undefined ? '' : `, until ${leaseEnds} at the latest`;
  return html`<h3>${name} <span class="note">${lease}${until}</span></h3>
<ul class="plain">${list}${gone}</ul>
${removed.length === 0 && html`<p class="about">Not removed when this report was written.</p>`}`;
}
