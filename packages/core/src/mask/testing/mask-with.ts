import { STRATEGIES } from '../catalog.generated.ts';
import type { ColumnMask, MaskContext, StrategyDefinition } from '../define.ts';
import { withNested } from '../nested-rules.ts';
import { testContext } from './test-context.ts';

export interface MaskWithOptions {
  readonly options?: Readonly<Record<string, unknown>>;
  /** Original values of other columns of the same rows. */
  readonly columns?: Readonly<Record<string, readonly (string | null)[]>>;
  /** Masks of other columns of the same rows. */
  readonly masked?: Readonly<Record<string, readonly (string | null)[]>>;
  readonly firstRow?: number;
  readonly context?: MaskContext;
}

/** Masks one batch. Where the strategy learns, it has learned from these very values. */
export function maskWith(
  strategy: StrategyDefinition,
  values: readonly (string | null)[],
  {
    options = {},
    columns = {},
    masked = {},
    firstRow = 0,
    context = testContext(),
  }: MaskWithOptions = {},
): ReturnType<ColumnMask> {
  const other = lookUp(columns, allOf(strategy, options, 'reads'));
  const learner = strategy.learns(options) ? strategy.learn?.(options, context) : undefined;
  learner?.add({ values, firstRow, other });
  const world = learner === undefined ? context : { ...context, learned: learner.finish() };
  const mask = strategy.create(options, world);
  return mask({
    values,
    other,
    masked: lookUp(masked, allOf(strategy, options, 'readsMasked')),
    firstRow,
  });
}

/** Columns that the strategy reads, and those that stand inside it. */
function allOf(
  strategy: StrategyDefinition,
  options: Readonly<Record<string, unknown>>,
  kind: 'reads' | 'readsMasked',
): readonly string[] {
  const rule = { strategy, options: strategy.options.parse(options) };
  return withNested(rule, STRATEGIES).flatMap((one) => one.strategy[kind](one.options));
}

function lookUp(
  columns: Readonly<Record<string, readonly (string | null)[]>>,
  allowed: readonly string[],
): (column: string) => readonly (string | null)[] {
  return (column) => {
    const found = columns[column];
    if (found === undefined || !allowed.includes(column))
      throw new RangeError(`the strategy may not read column "${column}"`);
    return found;
  };
}
