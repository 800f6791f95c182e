import { RequestError, type RequestIssue } from '../errors.ts';
import { localeIssue } from '../locales/load-locale.ts';
import { STRATEGIES } from './catalog.generated.ts';
import type { StrategyDefinition, StrategyProperties } from './define.ts';
import { holdsText } from './holds-text.ts';
import type { MaskableColumn } from './maskable-column.ts';
import { hintForColumn } from './suggest-rule.ts';
import { textLimit } from './text-limit.ts';

/** The decision for one column: a masking strategy and its options, as the request has them. */
export interface MaskRule {
  readonly column: string;
  readonly strategy: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A column with its strategy, ready to be set up. */
export interface PlannedColumn {
  readonly name: string;
  readonly strategy: StrategyDefinition;
  readonly options: Readonly<Record<string, unknown>>;
  readonly properties: StrategyProperties;
  readonly maxLength: number | undefined;
}

/** How one table is masked: one entry per column of the source, in its order. */
export interface MaskPlan {
  readonly table: string;
  readonly locale: string;
  readonly columns: readonly PlannedColumn[];
  /** A masking key is needed. */
  readonly keyed: boolean;
  /** Locales whose names have to be loaded. */
  readonly nameLocales: readonly string[];
}

export interface MaskPlanInput {
  readonly table: string;
  /** Locale of the table. */
  readonly locale: string;
  readonly sourceColumns: readonly MaskableColumn[];
  readonly rules: readonly MaskRule[];
  /** The strategies to choose from; those of rowmill unless given. */
  readonly strategies?: Readonly<Record<string, StrategyDefinition>>;
}

/**
 * Matches the rules of a request against the columns that the source really has.
 *
 * Fails closed: a column that nobody has decided on stops the run.
 *
 * @throws {@link RequestError} with an issue for every column without a rule, every rule without a column, and
 * every rule that cannot be carried out.
 */
export function planMasking({
  table,
  locale,
  sourceColumns,
  rules,
  strategies = STRATEGIES,
}: MaskPlanInput): MaskPlan {
  const issues: RequestIssue[] = [];
  const names = new Set(sourceColumns.map(({ name }) => name));
  const ruleOf = new Map(rules.map((rule) => [rule.column, rule]));
  for (const rule of rules) {
    const { column } = rule;
    if (!names.has(column)) issues.push(missingColumn(table, column, names));
    if (ruleOf.get(column) !== rule) issues.push(secondRule(table, column));
  }
  const columns: PlannedColumn[] = [];
  for (const column of sourceColumns) {
    const rule = ruleOf.get(column.name);
    const found = rule
      ? planColumn(table, column, rule, names, strategies)
      : [undecided(table, column)];
    if (Array.isArray(found)) issues.push(...found);
    else columns.push(found);
  }
  if (issues.length > 0) throw new RequestError(issues);
  return {
    table,
    locale,
    columns,
    keyed: columns.some(({ properties }) => properties.keyed),
    nameLocales: localesOf(columns, locale),
  };
}

function localesOf(columns: readonly PlannedColumn[], tableLocale: string): readonly string[] {
  const locales = columns.map(({ strategy, options }) => strategy.namesOf(options, tableLocale));
  return [...new Set(locales.filter((locale) => locale !== undefined))].sort();
}

function planColumn(
  table: string,
  { name, sourceType, nullable = true }: MaskableColumn,
  rule: MaskRule,
  names: ReadonlySet<string>,
  strategies: Readonly<Record<string, StrategyDefinition>>,
): PlannedColumn | RequestIssue[] {
  const path = ['tables', table, 'columns', name];
  const strategy = Object.hasOwn(strategies, rule.strategy) ? strategies[rule.strategy] : undefined;
  if (!strategy) return [unknownStrategy(path, rule.strategy, strategies)];
  const parsed = strategy.options.safeParse(rule.options);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({
      path: [...path, ...issue.path.filter((key) => typeof key !== 'symbol')],
      code: 'invalid-option',
      message: `option of ${strategy.name}: ${issue.message}`,
    }));
  }
  const { data: options } = parsed;
  const maxLength = textLimit(sourceType);
  const issues = [
    ...missingReads(path, strategy.reads(options), names),
    ...unknownLocale(path, options),
    ...(strategy.makesNulls && !nullable ? [notNullable(path, strategy)] : []),
    ...wrongType(path, strategy, options, sourceType),
    ...tooNarrow(path, strategy, strategy.width(options), maxLength, sourceType),
  ];
  if (issues.length > 0) return issues;
  return { name, strategy, options, properties: strategy.propertiesWith(options), maxLength };
}

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

function unknownStrategy(
  path: readonly string[],
  name: string,
  strategies: Readonly<Record<string, StrategyDefinition>>,
): RequestIssue {
  return {
    path: [...path, 'mask'],
    code: 'unknown-strategy',
    message: `there is no masking strategy "${name}"`,
    hint: `there are: ${Object.keys(strategies).join(', ')}`,
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

function unknownLocale(
  path: readonly string[],
  { locale }: Readonly<Record<string, unknown>>,
): RequestIssue[] {
  const issue = typeof locale === 'string' && localeIssue([...path, 'locale'], locale);
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
  strategy: StrategyDefinition,
  options: unknown,
  sourceType: string | undefined,
): RequestIssue[] {
  if (holdsText(sourceType) || strategy.fits(options, sourceType ?? '')) return [];
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
      hint: 'use shorter options, where the strategy has them, or another strategy, such as redact with keepLength',
    },
  ];
}
