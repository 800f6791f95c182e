import { RequestError, type RequestIssue } from '../errors.ts';
import { localeIssue } from '../locales/load-locale.ts';
import { STRATEGIES } from './catalog.generated.ts';
import type { StrategyDefinition } from './define.ts';
import { strategyThatFitsNot } from './fits-type.ts';
import { inMaskOrder } from './mask-order.ts';
import type { MaskPlan, MaskRule, PlannedColumn } from './mask-plan.ts';
import type { MaskableColumn, MaskableConstraints } from './maskable-column.ts';
import {
  type CheckedRule,
  checkRule,
  nullMakerOf,
  propertiesOf,
  type Strategies,
  withNested,
} from './nested-rules.ts';
import { checkTable } from './safety/check-table.ts';
import type { SafetyTable } from './safety/planned-table.ts';
import { hintForColumn } from './suggest-rule.ts';
import { textLimit } from './text-limit.ts';

export type { MaskPlan, MaskRule, PlannedColumn } from './mask-plan.ts';

export interface MaskPlanInput {
  readonly table: string;
  /** Locale of the table. */
  readonly locale: string;
  readonly sourceColumns: readonly MaskableColumn[];
  readonly rules: readonly MaskRule[];
  /** The strategies to choose from; those of rowmill unless given. */
  readonly strategies?: Strategies;
  /** What rows keep to in the source and behind masking; nothing unless given. */
  readonly constraints?: MaskableConstraints;
  /** Rows of the source, where it knows. */
  readonly estimatedRows?: number | undefined;
  /** What is unsure is refused as well. */
  readonly strict?: boolean | undefined;
  /** Day on which decisions have to hold, `2026-11-23`. */
  readonly today?: string | undefined;
}

const NO_CONSTRAINTS: MaskableConstraints = { key: [], unique: [], checks: [] };

/**
 * Matches the rules of a request against the columns that the source really has.
 *
 * Fails closed: a column that nobody has decided on stops the run.
 *
 * @throws {@link RequestError} with an issue for every column without a rule, every rule without a column, and
 * every rule that cannot be carried out.
 */
export function planMasking(input: MaskPlanInput): MaskPlan {
  const { table, locale, sourceColumns, rules, strategies = STRATEGIES } = input;
  const issues: RequestIssue[] = [];
  const names = new Set(sourceColumns.map(({ name }) => name));
  const ruleOf = new Map(rules.map((rule) => [rule.column, rule]));
  for (const rule of rules) {
    const { column } = rule;
    if (!names.has(column)) issues.push(missingColumn(table, column, names));
    if (ruleOf.get(column) !== rule) issues.push(secondRule(table, column));
  }
  const columns = sourceColumns.flatMap((column) => {
    const rule = ruleOf.get(column.name);
    const found = rule
      ? planColumn(table, column, rule, names, strategies)
      : [undecided(table, column)];
    if (!Array.isArray(found)) return [found];
    issues.push(...found);
    return [];
  });
  if (issues.length === 0) issues.push(...inMaskOrder(table, columns).issues);
  issues.push(...checkTable(safetyTable(input, columns)));
  if (issues.length > 0) throw new RequestError(issues);
  return {
    table,
    locale,
    columns,
    strategies,
    keyed: columns.some(({ properties }) => properties.keyed),
    wordLocales: localesOf(columns, strategies, locale),
  };
}

/** The columns that could be planned, with what is known of them. */
function safetyTable(input: MaskPlanInput, columns: readonly PlannedColumn[]): SafetyTable {
  const { table, locale, sourceColumns, rules, strict = false, estimatedRows, today } = input;
  return {
    table,
    locale,
    columns: columns.flatMap((planned) => {
      const found = sourceColumns.find(({ name }) => name === planned.name);
      const rule = rules.find(({ column }) => column === planned.name);
      return found && rule ? [{ planned, found, rule }] : [];
    }),
    constraints: input.constraints ?? NO_CONSTRAINTS,
    estimatedRows,
    strict,
    today,
  };
}

function localesOf(
  columns: readonly PlannedColumn[],
  strategies: Strategies,
  tableLocale: string,
): readonly string[] {
  const locales = columns
    .flatMap(({ strategy, options }) => withNested({ strategy, options }, strategies))
    .flatMap(({ strategy, options }) => strategy.wordsOf(options, tableLocale));
  return unique(locales).toSorted();
}

function planColumn(
  table: string,
  { name, sourceType, nullable = true }: MaskableColumn,
  rule: MaskRule,
  names: ReadonlySet<string>,
  strategies: Strategies,
): PlannedColumn | RequestIssue[] {
  const path = ['tables', table, 'columns', name];
  const checked = checkRule(path, rule.strategy, rule.options, strategies);
  if (Array.isArray(checked)) return checked;
  const { strategy, options } = checked;
  const all = withNested(checked, strategies);
  const reads = unique(all.flatMap((one) => one.strategy.reads(one.options)));
  const readsMasked = unique(all.flatMap((one) => one.strategy.readsMasked(one.options)));
  const maxLength = textLimit(sourceType);
  const makesNulls = nullMakerOf(checked, strategies);
  const issues = [
    ...missingReads(path, [...reads, ...readsMasked], names),
    ...unique(all.flatMap(localesNamedBy)).flatMap((named) => unknownLocale(path, named)),
    ...(makesNulls !== undefined && !nullable ? [notNullable(path, makesNulls)] : []),
    ...wrongType(path, strategyThatFitsNot(checked, sourceType, strategies), sourceType),
    ...tooNarrow(path, strategy, strategy.width(options), maxLength, sourceType),
  ];
  if (issues.length > 0) return issues;
  return {
    name,
    strategy,
    options,
    properties: propertiesOf(checked, strategies),
    maxLength,
    sourceType,
    domain: rule.domain,
    piiType: rule.piiType,
    reads,
    readsMasked,
  };
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

function undecided(table: string, column: MaskableColumn): RequestIssue {
  return {
    path: ['tables', table, 'columns', column.name],
    code: 'undecided-column',
    message: 'the source has this column, but no masking rule decides what becomes of it',
    hint: hintForColumn(column),
  };
}

function missingColumn(table: string, column: string, names: ReadonlySet<string>): RequestIssue {
  return {
    path: ['tables', table, 'columns', column],
    code: 'missing-source-column',
    message: 'this column has a masking rule, but the source does not have it',
    hint: `the source has: ${[...names].join(', ') || 'no columns'}`,
  };
}

function secondRule(table: string, column: string): RequestIssue {
  return {
    path: ['tables', table, 'columns', column],
    code: 'second-rule',
    message: 'this column has more than one masking rule',
    hint: 'leave one',
  };
}

function missingReads(
  path: readonly string[],
  reads: readonly string[],
  names: ReadonlySet<string>,
): RequestIssue[] {
  return reads
    .filter((read) => !names.has(read))
    .map((read) => ({
      path: [...path, 'by'],
      code: 'missing-source-column',
      message: `the source has no column "${read}"`,
      hint: `it has: ${[...names].join(', ')}`,
    }));
}

/** Locales that the options name: the one of the table, English here, is none of them. */
function localesNamedBy({ strategy, options }: CheckedRule): readonly string[] {
  const { locale } = options;
  const ofWords = strategy.wordsOf(options, 'en').filter((named) => named !== 'en');
  return typeof locale === 'string' ? [locale, ...ofWords] : ofWords;
}

function unknownLocale(path: readonly string[], locale: string): RequestIssue[] {
  const issue = localeIssue([...path, 'locale'], locale);
  return issue ? [issue] : [];
}

function notNullable(path: readonly string[], strategy: StrategyDefinition): RequestIssue {
  return {
    path: [...path],
    code: 'column-not-nullable',
    message: `${strategy.name} makes nulls, but the column is declared not null`,
    hint: 'use `mask: constant` or another strategy',
  };
}

function wrongType(
  path: readonly string[],
  strategy: StrategyDefinition | undefined,
  sourceType: string | undefined,
): RequestIssue[] {
  if (strategy === undefined) return [];
  return [
    {
      path: [...path],
      code: 'wrong-column-type',
      message: `masks of ${strategy.name} are text, but the column is ${sourceType}`,
      hint: 'use `mask: keep` if it identifies nobody, else `mask: "null"` or `mask: constant`',
    },
  ];
}

function tooNarrow(
  path: readonly string[],
  strategy: StrategyDefinition,
  width: number,
  maxLength: number | undefined,
  sourceType: string | undefined,
): RequestIssue[] {
  if (maxLength === undefined || width <= maxLength) return [];
  return [
    {
      path: [...path],
      code: 'column-too-narrow',
      message: `a mask of ${strategy.name} takes at least ${width} characters, but the column is ${sourceType}`,
      hint: 'use shorter options, where the strategy has them, or another strategy, such as mask.partial with keepLength',
    },
  ];
}
