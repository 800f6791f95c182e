import { RE2JS } from 're2js';
import type { RequestIssue } from '../../errors.ts';
import type { PlannedColumn } from '../mask-plan.ts';
import type { MaskableCheck } from '../maskable-column.ts';
import { allowedValues } from './allowed-values.ts';
import { staysInside, writtenMasks } from './check-labels.ts';
import { columnPath, type SafetyCheck } from './planned-table.ts';
import { type Comparison, type Condition, readConditions } from './read-conditions.ts';

/** Whether masks of a column keep to a check: for certain, certainly not all of them, or nobody can tell before. */
type Verdict = 'holds' | 'breaks' | 'unknown';

/** Masks of a column with a check on numbers, lengths or patterns have to pass it. */
export const checkConditions: SafetyCheck = ({ table, columns, constraints }) =>
  columns.flatMap(({ planned }) =>
    constraints.checks
      .filter((check) => check.columns.length === 1 && check.columns[0] === planned.name)
      .filter((check) => verdictOf(planned, readConditions(check) ?? []) === 'breaks')
      .map((check) => broken(table, planned, check)),
  );

/** Checks of a table that planning cannot hold its masks against: the target will, when rows are loaded. */
export function uncheckedChecks(
  columns: readonly PlannedColumn[],
  checks: readonly MaskableCheck[],
): readonly MaskableCheck[] {
  return checks.filter((check) => {
    const read = columns.filter(({ name }) => check.columns.includes(name));
    if (read.length > 0 && read.every(({ properties }) => properties.family === 'kept'))
      return false;
    const [column] = read;
    if (column === undefined || check.columns.length !== 1) return true;
    if (staysInside({ planned: column }) || allowedValues(check) !== undefined) return false;
    const conditions = readConditions(check);
    return conditions === undefined || verdictOf(column, conditions) === 'unknown';
  });
}

function broken(table: string, { name, strategy }: PlannedColumn, check: MaskableCheck) {
  const asked = (readConditions(check) ?? []).map(inWords).join(' and ');
  return {
    path: columnPath(table, name),
    code: 'outside-check',
    message: `the check ${check.name} takes ${asked} alone, but ${strategy.name}, with these options, gives others`,
    hint: 'give the rule values that pass the check, or use `mask: keep` or `mask: shuffle`',
  } satisfies RequestIssue;
}

function verdictOf(column: PlannedColumn, conditions: readonly Condition[]): Verdict {
  if (staysInside({ planned: column })) return 'holds';
  const verdicts = conditions.map((condition) => verdictOn(column, condition));
  if (verdicts.includes('breaks')) return 'breaks';
  return verdicts.every((one) => one === 'holds') ? 'holds' : 'unknown';
}

/** Strategies whose masks stand in the rule, all of them. */
const WRITTEN: ReadonlySet<string> = new Set(['constant', 'lookup', 'dict']);

function verdictOn(column: PlannedColumn, condition: Condition): Verdict {
  const { strategy, options } = column;
  const masks = WRITTEN.has(strategy.name) ? writtenMasks(options) : undefined;
  if (masks !== undefined) return ofAll(masks.map((mask) => passes(mask, condition)));
  if (condition.kind === 'number') return ofAll(endsOf(column, condition));
  if (condition.kind === 'length') return ofWidth(strategy.width(options), condition);
  return 'unknown';
}

const ofAll = (found: readonly (boolean | undefined)[]): Verdict => {
  if (found.includes(false)) return 'breaks';
  return found.length === 0 || found.includes(undefined) ? 'unknown' : 'holds';
};

function passes(mask: string, condition: Condition): boolean | undefined {
  if (condition.kind === 'pattern') {
    const flags = condition.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0;
    return RE2JS.compile(condition.pattern, flags).matcher(mask).find();
  }
  if (condition.kind === 'number') {
    const number = mask.trim() === '' ? Number.NaN : Number(mask);
    return Number.isNaN(number) ? undefined : compares(number, condition.op, condition.bound);
  }
  // The length of MySQL counts bytes.
  return /^[ -~]*$/.test(mask) ? compares(mask.length, condition.op, condition.bound) : undefined;
}

/** Whether the least and greatest masks pass; undefined where the rule does not say which they are. */
function endsOf(
  { strategy, options: { min, max, cap, bottom } }: PlannedColumn,
  { op, bound }: Condition & { readonly kind: 'number' },
): readonly (boolean | undefined)[] {
  const check = (end: unknown): boolean | undefined =>
    typeof end === 'number' ? compares(end, op, bound) : undefined;
  if (strategy.name === 'permute.int') return [check(min), check(max)];
  if (strategy.name === 'noise.number') {
    if (op === '=') return [undefined];
    return [check(op.startsWith('>') ? min : max)];
  }
  // What is neither above nor below stays as it is, and has passed.
  if (strategy.name === 'number.topcode')
    return [cap, bottom].filter((end) => end !== undefined).map(check);
  return [];
}

/** By the fewest characters of a mask. */
function ofWidth(width: number, { op, bound }: Condition & { readonly kind: 'length' }): Verdict {
  if (op.startsWith('>')) return compares(width, op, bound) ? 'holds' : 'unknown';
  const fits = op === '=' ? width <= bound : compares(width, op, bound);
  return fits ? 'unknown' : 'breaks';
}

function compares(value: number, op: Comparison, bound: number): boolean {
  if (op === '=') return value === bound;
  if (op === '>=') return value >= bound;
  if (op === '>') return value > bound;
  return op === '<=' ? value <= bound : value < bound;
}

const WORDS: Readonly<Record<Comparison, string>> = {
  '>=': 'at least',
  '>': 'more than',
  '<=': 'at most',
  '<': 'less than',
  '=': 'exactly',
};

function inWords(condition: Condition): string {
  if (condition.kind === 'pattern') return `what matches ${condition.pattern}`;
  const unit = condition.kind === 'length' ? ' characters' : '';
  return `${WORDS[condition.op]} ${condition.bound}${unit}`;
}
