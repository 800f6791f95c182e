import type {
  ClaimAssessment,
  ColumnProof,
  PlannedColumn,
  StrategyProperties,
  TableProof,
} from '@rowmill/core/engine';
import { claimColumns, SMALL_ZIP3 } from '@rowmill/core/engine';
import { recordHash } from '../audit/audit-record.ts';
import {
  type AnonymityEvidence,
  type ClaimResult,
  COMPLIANCE_VERSION,
  type ColumnDecision,
  type ColumnEvidence,
  type ComplianceReport,
  type DecisionException,
  type KeyUse,
  type ShownProperties,
  type TableEvidence,
} from './compliance-report.ts';
import { COUNT_THRESHOLD, guarded, guardedShare } from './guarded-count.ts';
import type { ComplianceInput, MaskedTableFacts } from './input.ts';
import { RESIDUAL_RISK } from './residual-risk.ts';
import { shownOptions } from './shown-options.ts';

/** Makes the report of a run. Pure: everything that it tells is in its input, and is guarded here. */
export function composeCompliance(input: ComplianceInput): ComplianceReport {
  const { run, request, tables, audit } = input;
  const columns = tables.flatMap((table) => decisionsOf(table, request));
  const { processing, statements = {} } = request.masking;
  const key = keyUse(input);
  const zip3 = zipList(tables);
  return {
    version: COMPLIANCE_VERSION,
    kind: 'rowmill-compliance-report',
    run,
    countThreshold: COUNT_THRESHOLD,
    sources: tables.map(({ masks, describe, snapshot, rows }) => ({
      table: masks.table,
      describe,
      ...(snapshot === undefined ? {} : { snapshot }),
      rows: guarded(rows),
    })),
    columns,
    ...(key === undefined ? {} : { key }),
    ...(zip3 === undefined ? {} : { zip3 }),
    claims: input.claims.map(claimResult),
    proofs: tables.flatMap(({ masks, proof }) =>
      proof === undefined ? [] : [evidenceOf(masks.table, proof)],
    ),
    checks: input.checks.map((check) => ({ ...check, failingRows: guarded(check.failingRows) })),
    exceptions: columns.filter(isException).map(exceptionOf),
    environments: input.environments.map(({ targets, ...environment }) => ({
      ...environment,
      targets: targets.map((target) => ({ ...target, rows: guarded(target.rows) })),
    })),
    ...(processing === undefined ? {} : { processing }),
    statements: { ...statements } as ComplianceReport['statements'],
    audit: {
      size: audit.size,
      root: audit.root.toString('base64'),
      ...(audit.checkpoint === undefined ? {} : { checkpoint: audit.checkpoint }),
    },
  };
}

function decisionsOf(
  { masks, counts }: MaskedTableFacts,
  { tables }: ComplianceInput['request'],
): readonly ColumnDecision[] {
  const table = tables[masks.table];
  const judged = new Map(claimColumns([masks]).map((column) => [column.column, column]));
  return masks.columns.map((column): ColumnDecision => {
    const { name, strategy, options, properties, piiType } = column;
    const said = table?.kind === 'source' ? table.columns[name] : undefined;
    const { masked = 0, nulls = 0 } = counts.find((count) => count.column === name) ?? {};
    return {
      table: masks.table,
      column: name,
      type: piiType ?? 'undecided',
      strategy: strategy.name,
      options: shownOptions(options),
      ...insideOf(judged.get(name)?.inside),
      properties: shownProperties(properties),
      residualRisk: RESIDUAL_RISK[properties.family],
      masked: guarded(strategy.name === 'keep' ? 0 : masked),
      nulls: guarded(nulls),
      ...givenOf(said),
    };
  });
}

function insideOf(rules: readonly { readonly strategy: string }[] = []) {
  const names = [...new Set(rules.map((rule) => rule.strategy))];
  return names.length === 0 ? {} : { inside: names };
}

type Said = Pick<ColumnDecision, 'reason' | 'approver' | 'expires'>;

const givenOf = ({ reason, approver, expires }: Partial<Said> = {}): Said => ({
  ...(reason === undefined ? {} : { reason }),
  ...(approver === undefined ? {} : { approver }),
  ...(expires === undefined ? {} : { expires }),
});

const shownProperties = ({
  family,
  deterministic,
  referential,
  injective,
  reversible,
  keyed,
  reveals,
  leaks,
}: StrategyProperties): ShownProperties => ({
  family,
  deterministic,
  referential,
  injective,
  reversible,
  keyed,
  reveals,
  leaks,
});

/** Whatever stays of what is said, or may be, to be data of somebody, be it a part of a document. */
const isException = ({ type, properties, inside = [], options }: ColumnDecision): boolean =>
  type !== 'none' &&
  (properties.family === 'kept' || inside.includes('keep') || options.rest === 'keep');

const exceptionOf = ({
  table,
  column,
  type,
  strategy,
  ...said
}: ColumnDecision): DecisionException => ({
  table,
  column,
  type,
  strategy,
  ...givenOf(said),
});

function keyUse({ maskKeyId, tables, request }: ComplianceInput): KeyUse | undefined {
  const isUsed = ({ properties }: PlannedColumn): boolean => properties.keyed;
  if (maskKeyId === undefined || !tables.some(({ masks }) => masks.columns.some(isUsed)))
    return undefined;
  const { keyVersion, keyCustodian, purpose } = request.masking;
  return {
    id: maskKeyId,
    ...(keyVersion === undefined ? {} : { version: keyVersion }),
    ...(keyCustodian === undefined ? {} : { custodian: keyCustodian }),
    ...(purpose === undefined ? {} : { purpose }),
    randomness: 'system generator of OpenSSL (node:crypto randomBytes)',
  };
}

/** The lists by which post codes were cut, be it inside of other strategies. */
function zipList(tables: readonly MaskedTableFacts[]): ComplianceReport['zip3'] {
  const rules = claimColumns(tables.map(({ masks }) => masks))
    .flatMap((column) => [column, ...column.inside])
    .filter(({ strategy }) => strategy === 'zip3');
  if (rules.length === 0) return undefined;
  const lists = rules.map(({ options: { list } }) =>
    Array.isArray(list)
      ? { name: 'of the request', areas: list.map(String) }
      : { name: SMALL_ZIP3.name, areas: SMALL_ZIP3.codes },
  );
  const areas = new Set(lists.map((list) => [...list.areas].sort().join('\n')));
  return {
    list: [...new Set(lists.map(({ name }) => name))].join('; '),
    digest: `sha256:${recordHash([...areas].join('\n\n'))}`,
  };
}

function claimResult({
  claim,
  earned,
  refused,
  columns,
  statements,
}: ClaimAssessment): ClaimResult {
  const all = [
    ...columns.map(({ table, column, ...verdict }) => ({
      about: `${table}.${column}`,
      ...verdict,
    })),
    ...statements.map(({ statement, ...verdict }) => ({ about: statement, ...verdict })),
  ];
  const passing = new Set(['passes', 'not concerned']);
  return {
    claim,
    verdict: earned ? 'earned' : refused ? 'refused' : 'open',
    findings: earned ? all : all.filter(({ verdict }) => !passing.has(verdict)),
  };
}

function evidenceOf(
  table: string,
  { rows, sampledOneIn, columns, anonymity }: TableProof,
): TableEvidence {
  return {
    table,
    rows: guarded(rows),
    sampledOneIn,
    columns: columns.map(columnEvidence),
    ...(anonymity === undefined ? {} : { anonymity: anonymityEvidence(anonymity) }),
  };
}

function columnEvidence({
  column,
  survival,
  reserved,
  tooLong,
  changedNulls,
  detected,
}: ColumnProof): ColumnEvidence {
  const kinds = Object.entries(detected).map(([kind, count]) => [kind, guarded(count)]);
  return {
    column,
    ...(survival === undefined
      ? {}
      : { survived: guarded(survival.survived), byChance: guarded(survival.byChance) }),
    ...(reserved === undefined ? {} : { reservedShare: shareInside(reserved) }),
    tooLong: guarded(tooLong),
    changedNulls: guarded(changedNulls),
    detected: Object.fromEntries(kinds),
  };
}

function shareInside({
  checked,
  inside,
}: NonNullable<ColumnProof['reserved']>): number | 'all' | 'not all' {
  return guardedShare(inside, checked) ?? (inside === checked ? 'all' : 'not all');
}

function anonymityEvidence({
  quasiIdentifiers,
  sensitive,
  measured,
}: NonNullable<TableProof['anonymity']>): AnonymityEvidence {
  if (measured === undefined) return { quasiIdentifiers, sensitive };
  return {
    quasiIdentifiers,
    sensitive,
    k: measured.k,
    rowsBelow: guarded(measured.rowsBelow),
    classes: guarded(measured.classes),
    diversity: measured.sensitive,
  };
}
