import type { EdgeCaseSettings } from '../../request/types-edge-cases.ts';
import { columnCases } from '../cases/column-cases.ts';
import type { ColumnDomain, DroppedCase, EdgeCase, EdgePlan, EdgeRow } from '../edge-case.ts';
import { classify, createFaults, type Faults, type RowChecks } from './classify.ts';
import { combineFactors } from './combine.ts';
import { factorOf } from './factors.ts';

export interface PlanEdgeCasesOptions extends RowChecks {
  readonly settings: Pick<EdgeCaseSettings, 'kinds' | 'strength' | 'invalid'>;
  /** Seed of the request: of several ways to combine columns, it picks one. */
  readonly seed?: number;
}

/** Generated values that nothing can be put beside without the risk of meeting one of them again. */
const CLOSED: ReadonlySet<string> = new Set([
  'integer',
  'bigint',
  'decimal',
  'float',
  'date',
  'timestamp',
  'boolean',
]);

/**
 * The edge cases of a table: a row for each case of each column, then rows of combinations. What a case is said to be
 * has been checked by the rules themselves.
 *
 * Same domains, rules and settings, same rows in the same order. The samples decide only where a rule is about several
 * columns, and lend their values to combinations.
 */
export function planEdgeCases(
  domains: readonly ColumnDomain[],
  { settings, seed = 0, ...checks }: PlanEdgeCasesOptions,
): EdgePlan {
  const faults = createFaults(checks);
  const open = domains.filter(({ fixed }) => !fixed);
  const found = open.map((domain) => casesOfColumn(domain, settings, faults));
  const cases = found.flatMap((column) => column.cases);
  const { rows, combinations, problem } = combineFactors(
    settings.kinds.includes('combinations')
      ? open.map((domain) => factorOf(domain, checks.samples))
      : [],
    { strength: settings.strength, seed, faults },
  );
  return {
    valid: [...rowsOf(cases, 'valid'), ...rows],
    invalid: rowsOf(cases, 'invalid'),
    combinations,
    dropped: [
      ...found.flatMap((column) => column.dropped),
      ...(problem === undefined ? [] : [{ column: '', name: 'combinations', reason: problem }]),
    ],
  };
}

const rowsOf = (cases: readonly EdgeCase[], verdict: EdgeCase['verdict']): EdgeRow[] =>
  cases
    .filter((edgeCase) => edgeCase.verdict === verdict)
    .map((edgeCase) => ({
      cells: { [edgeCase.column]: edgeCase.value },
      cases: [edgeCase],
      verdict,
    }));

interface ColumnCases {
  readonly cases: readonly EdgeCase[];
  readonly dropped: readonly DroppedCase[];
}

function casesOfColumn(
  domain: ColumnDomain,
  { kinds, invalid }: PlanEdgeCasesOptions['settings'],
  faults: Faults,
): ColumnCases {
  const cases: EdgeCase[] = [];
  const dropped: DroppedCase[] = [];
  for (const candidate of columnCases(domain, kinds)) {
    if (candidate.verdict === 'invalid' && !invalid) continue;
    const { column, name } = candidate;
    const reason = unusable(domain, candidate);
    const classified = reason === undefined ? classify(candidate, faults) : { dropped: reason };
    if ('dropped' in classified) dropped.push({ column, name, reason: classified.dropped });
    else if (classified.case.verdict === 'valid' || invalid) cases.push(classified.case);
    else dropped.push({ column, name, reason: `breaks ${classified.case.rule}` });
  }
  return { cases, dropped };
}

/** Why a case cannot be in the table, whatever its rules say of single rows. */
function unusable(
  { reference, unique, values, type }: ColumnDomain,
  { verdict, value }: EdgeCase,
): string | undefined {
  if (verdict === 'invalid' || value === null) return undefined;
  if (reference) return 'only keys of the parent may stand there';
  const isClosed = values !== undefined || CLOSED.has(type.kind);
  return unique && isClosed
    ? 'a generated row may have it, and it must not occur twice'
    : undefined;
}
