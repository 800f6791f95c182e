import type { ClaimAssessment, Request } from '@rowmill/core/engine';
import { ClaimError } from '../errors.ts';
import type { Manifest } from '../stores/manifest.ts';
import type { CheckResult } from '../validation/check-result.ts';
import { dayOfToday } from './day-of-today.ts';
import { judgeClaims } from './judge-claims.ts';
import type { RunPlan } from './plan-run.ts';

type Claiming = Pick<Request, 'masking'>;
type Planned = Pick<RunPlan, 'tables'>;

/** What the plan alone shows of the claims of a request; what has to be measured stays open. */
export const plannedClaims = (request: Claiming, plan: Planned): readonly ClaimAssessment[] =>
  judgeClaims({ request, plan, stored: [], today: dayOfToday() });

/**
 * Stops a run whose plan alone shows that a claim cannot be earned: before a row is read.
 *
 * @throws {@link ClaimError} with every column and statement that is refused.
 */
export function assertClaims(request: Claiming, plan: Planned): void {
  const problems = plannedClaims(request, plan).flatMap((claim) => linesOf(claim, isRefused));
  if (problems.length > 0) throw new ClaimError(problems);
}

/**
 * Claims that the masked rows of a dataset do not earn, one line each; by then nothing may be open.
 */
export function unearnedClaims(
  request: Claiming,
  plan: Planned,
  { tables: stored }: Pick<Manifest, 'tables'>,
): readonly string[] {
  const found = judgeClaims({ request, plan, stored, today: dayOfToday() });
  return found.flatMap((claim) => linesOf(claim, isMissing));
}

interface Judged {
  readonly verdict: string;
}

const isRefused = ({ verdict }: Judged): boolean => verdict === 'refused';

const isMissing = ({ verdict }: Judged): boolean => verdict === 'refused' || verdict === 'open';

/** What does not hold, one line each: `hipaa-safe-harbor  patients.zip  (B) …`. */
const linesOf = (
  { claim, columns, statements }: ClaimAssessment,
  isFault: (judged: Judged) => boolean,
): readonly string[] => [
  ...columns
    .filter(isFault)
    .map(({ table, column, reason }) => `${claim}  ${table}.${column}  ${reason}`),
  ...statements.filter(isFault).map(({ statement, reason }) => `${claim}  ${statement}  ${reason}`),
];

/** Claims as checks of the dataset: one that is not earned keeps it from being delivered. */
export function claimChecks(
  request: Claiming,
  plan: Planned,
  manifest: Manifest,
): readonly CheckResult[] {
  const [first] = manifest.tables;
  const found = judgeClaims({
    request,
    plan,
    stored: manifest.tables,
    today: dayOfToday(),
  });
  return found.flatMap((claim) =>
    manifest.tables
      .filter((table) => table.origin === 'masked' || table === first)
      .map((table) => claimCheck(claim, table, table === first)),
  );
}

/** The columns of a table; what people have to say stands with the first one. */
function claimCheck(
  { claim, columns, statements }: ClaimAssessment,
  { name, rows, seconds }: Manifest['tables'][number],
  withStatements: boolean,
): CheckResult {
  const blocked = columns.filter((column) => column.table === name && isMissing(column));
  const missing = withStatements ? statements.filter(isMissing) : [];
  const problems = [
    ...blocked.map(({ column, reason }) => `${column}: ${reason}`),
    ...missing.map(({ statement, reason }) => `${statement}: ${reason}`),
  ];
  const passed = problems.length === 0;
  return {
    name: `claim-${claim}-is-earned`,
    table: name,
    columns: blocked.map(({ column }) => column),
    passed,
    checkedRows: rows,
    failingRows: 0,
    ...(passed ? {} : { problem: problems.join('; ') }),
    examples: [],
    seconds,
  };
}
