import { countOf, formatBytes, formatCount } from '../../reports/quantities.ts';
import type { Output } from '../output.ts';
import { textTable } from '../text-table.ts';
import { claimText } from './claim-text.ts';
import type { PlannedColumn, PlannedRun, PlannedTable } from './planned-run.ts';

/** The plan for a person: tables first, then what happens to them. */
export function planText(plan: PlannedRun, { colors, width }: Output): string {
  const { bold, dim } = colors;
  const head = `${bold(plan.name)}  seed ${plan.seed}  dataset ${plan.dataset}`;
  const total = `${countOf(plan.rows, 'row')}, about ${formatBytes(plan.bytes.ndjson)} as NDJSON, ${formatBytes(plan.bytes.parquet)} as Parquet`;
  const sections = [
    ...plan.tables.map((table) => tableText(table, colors)),
    maskingText(plan, colors),
    ...plan.claims.map((claim) => claimText(claim, colors)),
    checksText(plan, colors, width),
    targetsText(plan, colors),
  ];
  return [`${head}\n${dim(total)}`, ...sections.filter((section) => section !== '')].join('\n\n');
}

type Colors = Output['colors'];

function tableText(table: PlannedTable, { bold, dim, yellow, green }: Colors): string {
  const size = [
    ...(table.rows === undefined ? ['rows as the source has them'] : [countOf(table.rows, 'row')]),
    ...(table.bytes === undefined
      ? []
      : [
          `${formatBytes(table.bytes.ndjson)} NDJSON`,
          `${formatBytes(table.bytes.parquet)} Parquet`,
        ]),
    ...(table.source === undefined ? [] : [table.source]),
  ].join(', ');
  const rows = table.columns.map((column) => [
    column.name,
    column.nullable ? `${column.type}?` : column.type,
    column.from,
    costText(column, { dim, yellow, green }),
    marksOf(column, table),
  ]);
  const facts = [
    ...table.unique.filter((set) => set.length > 1).map((set) => `unique (${set.join(', ')})`),
    ...(table.key.length > 1 ? [`key (${table.key.join(', ')})`] : []),
    ...table.references,
    ...edgeCasesText(table),
  ];
  return [
    `${bold(table.name)}  ${dim(size)}`,
    textTable(rows, { indent: 2 }),
    ...facts.map((fact) => dim(`  ${fact}`)),
  ].join('\n');
}

const SHOWN_DROPS = 5;

function edgeCasesText({ rows = 0, edgeCases }: PlannedTable): string[] {
  if (edgeCases === undefined) return [];
  const { rows: edge, cases, combinationRows, combinations, strength, dropped } = edgeCases;
  if (edgeCases.without !== undefined) return [`no edge cases: ${edgeCases.without}`];
  const combined =
    combinationRows === 0
      ? ''
      : `, ${countOf(combinationRows, 'row')} for ${countOf(combinations, 'combination')} of ${strength} columns`;
  const base = `${formatCount(rows - edge)} + ${countOf(edge, 'edge row')}`;
  return [
    `${base}: ${countOf(cases, 'case')}${combined}`,
    ...dropped
      .slice(0, SHOWN_DROPS)
      .map(({ column, name, reason }) => `left out: ${[column, name].join(' ').trim()}, ${reason}`),
    ...(dropped.length > SHOWN_DROPS
      ? [`left out: ${countOf(dropped.length - SHOWN_DROPS, 'more case')}; --json has them all`]
      : []),
  ];
}

/** How a column is made, its class of cost, and about what a row of it takes. */
function costText(
  { cost, costClass, nanoseconds }: PlannedColumn,
  { dim, yellow, green }: Pick<Colors, 'dim' | 'yellow' | 'green'>,
): string {
  if (nanoseconds === undefined || costClass === undefined) return dim(cost);
  const color = costClass === 'high' ? yellow : green;
  return `${color(`${cost}, ${costClass}`)} ${dim(`${nanoseconds} ns`)}`;
}

function marksOf(
  { key, unique, capacity }: PlannedColumn,
  { key: keyColumns }: PlannedTable,
): string {
  const marks = [
    ...(key ? ['key'] : []),
    // The only column of a key is unique anyway.
    ...(unique && !(key && keyColumns.length === 1) ? ['unique'] : []),
    ...(capacity === undefined ? [] : [`${capacityText(capacity)} values`]),
  ];
  return marks.join(', ');
}

function capacityText(capacity: number): string {
  return capacity < 1e9
    ? formatCount(capacity)
    : `${(capacity / 10 ** Math.floor(Math.log10(capacity))).toFixed(1)}e${Math.floor(Math.log10(capacity))}`;
}

function maskingText({ masking, uncheckedChecks }: PlannedRun, { bold, dim }: Colors): string {
  if (masking.length === 0) return '';
  const tells = {
    nothing: 'reveals nothing',
    equality: 'reveals which values were equal',
    value: 'reveals the value',
  };
  const rows = masking.map(({ table, column, strategy, reveals, keyed }) => [
    `${table}.${column}`,
    strategy,
    dim(`${tells[reveals as keyof typeof tells]}${keyed ? ', keyed' : ''}`),
  ]);
  const unchecked = uncheckedChecks.map(
    ({ table, check, columns }) =>
      `  not checked  ${table}: check ${check} (${columns.join(', ')}): whether masks pass it shows when rows are loaded`,
  );
  return [bold('masking'), textTable(rows, { indent: 2 }), ...unchecked].join('\n');
}

function checksText({ checks, schemas }: PlannedRun, { bold, dim }: Colors, width: number): string {
  const rows = checks.map(({ table, expect, columns }) => [table, expect, columns.join(', ')]);
  const lines = textTable(
    [...schemas.map((table) => [table, 'rowsMatchJsonSchema', '']), ...rows],
    { indent: 2 },
  ).split('\n');
  const cut = lines.map((line) => (line.length <= width ? line : `${line.slice(0, width - 1)}…`));
  return `${bold('checks')}  ${dim(countOf(cut.length, 'check'))}\n${cut.join('\n')}`;
}

function targetsText(
  { targets, cleanup, test, workflow }: PlannedRun,
  { bold, dim, green, red }: Colors,
): string {
  const ends = {
    always: 'at the end of the run, whatever comes of it',
    'on-success': 'when the run passes',
    never: 'at the end of the run',
  };
  const lines = targets.flatMap(({ environment, creates, removed }, i) => [
    ...(targets[i - 1]?.environment === environment ? [] : [bold(`environment ${environment}`)]),
    ...creates.map((line) => `  ${green('+')} create ${line}`),
    removed
      ? `  ${red('-')} remove all of it ${dim(ends[cleanup])}`
      : `  ${dim('it is removed by nobody: cleanup is never')}`,
  ]);
  return [
    ...lines,
    ...(test === undefined ? [] : [`${bold('test')}  ${test}`]),
    ...(workflow === undefined ? [] : [`${bold('workflow')}  ${workflow}`]),
  ].join('\n');
}
