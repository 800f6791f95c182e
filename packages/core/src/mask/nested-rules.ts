import type { RequestIssue } from '../errors.ts';
import type { NestedRule, StrategyDefinition, StrategyProperties } from './define.ts';

export type Strategies = Readonly<Record<string, StrategyDefinition>>;

/** A strategy with options that fit it. */
export interface CheckedRule {
  readonly strategy: StrategyDefinition;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Strategies inside strategies go no deeper. */
const MOST_LEVELS = 8;

/** Checks a strategy and all that stand inside it; what is wrong comes all at once. */
export function checkRule(
  path: readonly string[],
  name: string,
  raw: Readonly<Record<string, unknown>>,
  strategies: Strategies,
  level = 0,
): CheckedRule | RequestIssue[] {
  const strategy = Object.hasOwn(strategies, name) ? strategies[name] : undefined;
  if (strategy === undefined) return [unknownStrategy(path, name, strategies)];
  if (level > MOST_LEVELS) return [tooDeep(path)];
  if (level > 0 && standsAlone(strategy, raw)) return [notInside(path, strategy)];
  const parsed = strategy.options.safeParse(raw);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({
      path: [...path, ...issue.path.filter((key) => typeof key !== 'symbol')],
      code: 'invalid-option',
      message: `option of ${strategy.name}: ${issue.message}`,
    }));
  }
  const { data: options } = parsed;
  const issues = strategy.nested(options).flatMap((rule) => {
    const { mask, ...rest } = rule;
    const checked = checkRule(path, mask, rest, strategies, level + 1);
    return Array.isArray(checked) ? checked : [];
  });
  return issues.length > 0 ? issues : { strategy, options };
}

/** The rule and all rules inside it, which have been checked. */
export function withNested(rule: CheckedRule, strategies: Strategies): readonly CheckedRule[] {
  const inner = rule.strategy.nested(rule.options).map((one) => readRule(one, strategies));
  return [rule, ...inner.flatMap((one) => withNested(one, strategies))];
}

/** The strategy of a rule that can make a cell null, be it one inside it; undefined where none can. */
export function nullMakerOf(
  rule: CheckedRule,
  strategies: Strategies,
): StrategyDefinition | undefined {
  if (rule.strategy.makesNulls) return rule.strategy;
  if (rule.strategy.masksParts) return undefined;
  return rule.strategy
    .nested(rule.options)
    .map((one) => nullMakerOf(readRule(one, strategies), strategies))
    .find((one) => one !== undefined);
}

/** The rule as its strategy and options. @throws RangeError for a strategy that does not exist */
export function readRule({ mask, ...options }: NestedRule, strategies: Strategies): CheckedRule {
  const strategy = Object.hasOwn(strategies, mask) ? strategies[mask] : undefined;
  if (strategy === undefined) throw new RangeError(`there is no masking strategy "${mask}"`);
  return { strategy, options };
}

/** What holds for a rule with all that stand inside it: of each property the weaker one. */
export function propertiesOf(rule: CheckedRule, strategies: Strategies): StrategyProperties {
  const own = rule.strategy.propertiesWith(rule.options);
  const inner = rule.strategy
    .nested(rule.options)
    .map((one) => propertiesOf(readRule(one, strategies), strategies));
  return inner.reduce(weaker, own);
}

const REVEALS = ['nothing', 'equality', 'value'] as const;

function weaker(one: StrategyProperties, other: StrategyProperties): StrategyProperties {
  const domains = [one.minimumDomain, other.minimumDomain].filter((size) => size !== undefined);
  return {
    ...one,
    deterministic: one.deterministic && other.deterministic,
    referential: one.referential && other.referential,
    injective: one.injective && other.injective,
    reversible: one.reversible === 'no' ? other.reversible : one.reversible,
    keyed: one.keyed || other.keyed,
    nullSafe: one.nullSafe && other.nullSafe,
    ...(domains.length === 0 ? {} : { minimumDomain: Math.max(...domains) }),
    reveals:
      REVEALS[Math.max(REVEALS.indexOf(one.reveals), REVEALS.indexOf(other.reveals))] ?? 'value',
    leaks: [...new Set([...one.leaks, ...other.leaks])],
  };
}

function unknownStrategy(
  path: readonly string[],
  name: string,
  strategies: Strategies,
): RequestIssue {
  return {
    path: [...path, 'mask'],
    code: 'unknown-strategy',
    message: `there is no masking strategy "${name}"`,
    hint: `there are: ${Object.keys(strategies).join(', ')}`,
  };
}

/** Whether it decides on a column as a whole, so that it cannot mask parts or some rows of one. */
function standsAlone(
  strategy: StrategyDefinition,
  options: Readonly<Record<string, unknown>>,
): boolean {
  if (strategy.dropsColumn || strategy.name === 'fk.follow') return true;
  return strategy.options.safeParse(options).success && strategy.learns(options);
}

function notInside(path: readonly string[], { name }: StrategyDefinition): RequestIssue {
  return {
    path: [...path],
    code: 'not-inside',
    message: `${name} masks a column as a whole and cannot stand inside another strategy`,
    hint: 'use another strategy there, such as null, redact or hash.hmac',
  };
}

function tooDeep(path: readonly string[]): RequestIssue {
  return {
    path: [...path],
    code: 'rules-too-deep',
    message: `strategies stand more than ${MOST_LEVELS} levels inside each other`,
    hint: 'take a level out',
  };
}
