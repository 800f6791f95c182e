import { RequestError, type RequestIssue } from '../errors.ts';
import { localeIssue } from '../locales/load-locale.ts';
import { STRATEGIES } from './catalog.generated.ts';
import type { StrategyDefinition, StrategyProperties } from './define.ts';
import { holdsText } from './holds-text.ts';
import { inMaskOrder } from './mask-order.ts';
import type { MaskableColumn } from './maskable-column.ts';
import {
  type CheckedRule,
  checkRule,
  propertiesOf,
  type Strategies,
  withNested,
} from './nested-rules.ts';
import { hintForColumn } from './suggest-rule.ts';
import { textLimit } from './text-limit.ts';

/** The decision for one column: a masking strategy and its options, as the request has them. */
export interface MaskRule {
  readonly column: string;
  readonly strategy: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Columns of one domain share their masks; absent where the use of the strategy is the domain. */
  readonly domain?: string;
  /** Kind of personal data that the column was decided to hold. */
  readonly piiType?: string;
}

/** A column with its strategy, ready to be set up. */
export interface PlannedColumn {
  readonly name: string;
  readonly strategy: StrategyDefinition;
  readonly options: Readonly<Record<string, unknown>>;
  /** Those of the strategies inside it included. */
  readonly properties: StrategyProperties;
  readonly maxLength: number | undefined;
  readonly sourceType: string | undefined;
  readonly domain: string | undefined;
  readonly piiType: string | undefined;
  /** Columns whose values it reads, and columns whose masks it reads. */
  readonly reads: readonly string[];
  readonly readsMasked: readonly string[];
}

/** How one table is masked: one entry per column of the source, in its order. */
export interface MaskPlan {
  readonly table: string;
  readonly locale: string;
  readonly columns: readonly PlannedColumn[];
  /** What they are chosen from, also by strategies inside others. */
  readonly strategies: Strategies;
  /** A masking key is needed. */
  readonly keyed: boolean;
  /** Locales whose words have to be loaded. */
  readonly wordLocales: readonly string[];
}

export interface MaskPlanInput {
  readonly table: string;
  /** Locale of the table. */
  readonly locale: string;
  readonly sourceColumns: readonly MaskableColumn[];
  readonly rules: readonly MaskRule[];
  /** The strategies to choose from; those of rowmill unless given. */
  readonly strategies?: Strategies;
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
  const makesNulls = all.find((one) => one.strategy.makesNulls)?.strategy;
  const issues = [
    ...missingReads(path, [...reads, ...readsMasked], names),
    ...unique(all.flatMap(localesNamedBy)).flatMap((named) => unknownLocale(path, named)),
    ...(makesNulls !== undefined && !nullable ? [notNullable(path, makesNulls)] : []),
    ...wrongType(path, strategy, options, sourceType),
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
      hint: 'use shorter options, where the strategy has them, or another strategy, such as mask.partial with keepLength',
    },
  ];
}
