import type { EdgeCaseSettings } from '../../request/types-edge-cases.ts';
import { columnCases } from '../cases/column-cases.ts';
import type { ColumnDomain, DroppedCase, EdgeCase, EdgePlan, EdgeRow } from '../edge-case.ts';
import {
  type Classified,
  classify,
  createFaults,
  type Faults,
  type RowChecks,
} from './classify.ts';
import { combineFactors } from './combine.ts';
import { factorOf } from './factors.ts';

export interface PlanEdgeCasesOptions extends RowChecks {
  readonly settings: Pick<EdgeCaseSettings, 'kinds' | 'strength' | 'invalid'>;
  /** Seed of the request: of several ways to combine columns, it picks one. */
  readonly seed?: number;
}

/** Kinds of which a generator may have made any value that a case has. */
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
  const candidates = columnCases(domain, kinds).filter((candidate) =>
    candidate.verdict === 'invalid' ? invalid : !isForParent(domain, candidate),
  );
  const judged = candidates.map((candidate) => judge(domain, candidate, { invalid, faults }));
  return {
    cases: judged.flatMap((one) => ('case' in one ? [one.case] : [])),
    dropped: candidates.flatMap(({ column, name }, i) => {
      const one = judged[i];
      return one !== undefined && 'dropped' in one ? [{ column, name, reason: one.dropped }] : [];
    }),
  };
}

function judge(
  domain: ColumnDomain,
  candidate: EdgeCase,
  { invalid, faults }: { readonly invalid: boolean; readonly faults: Faults },
): Classified {
  if (mayRepeat(domain, candidate)) {
    return { dropped: 'a generated row may have it, and it must not occur twice' };
  }
  const classified = classify(candidate, faults);
  return 'case' in classified && classified.case.verdict === 'invalid' && !invalid
    ? { dropped: `breaks ${classified.case.rule}` }
    : classified;
}

/** Nothing but keys of the parent may stand in a reference, and null. */
const isForParent = ({ reference }: ColumnDomain, { value }: EdgeCase): boolean =>
  reference && value !== null;

/** Whether a value of a unique column could be one of those that are generated. */
function mayRepeat({ unique, values, type }: ColumnDomain, { verdict, value }: EdgeCase): boolean {
  if (!unique || verdict === 'invalid' || value === null) return false;
  return values !== undefined || CLOSED.has(type.kind);
}
