import { createDistinctCounter } from './count-distinct.ts';
import type { ColumnMask, MaskContext } from './define.ts';
import { MaskError } from './mask-error.ts';
import type { CheckedRule } from './nested-rules.ts';
import { normaliseIdentity } from './normalise.ts';

/**
 * Whether different values have to be counted while they are masked: `overflow: fail` is asked for, and masks can run
 * out. A strategy that learns its whole column has counted by then.
 */
export function countsValues({ strategy, options }: CheckedRule, locale: string): boolean {
  return (
    options.overflow === 'fail' &&
    Number.isFinite(strategy.capacity(options, locale)) &&
    !strategy.learns(options)
  );
}

/**
 * Stops where a column turns out to have more different values than there are masks: files do not tell before, and
 * databases estimate. Nothing is delivered by then.
 *
 * @throws MaskError while masking
 */
export function holdToCapacity(
  rule: CheckedRule,
  { table, column, locale }: Pick<MaskContext, 'table' | 'column' | 'locale'>,
  mask: ColumnMask,
): ColumnMask {
  if (!countsValues(rule, locale)) return mask;
  const capacity = rule.strategy.capacity(rule.options, locale);
  const counter = createDistinctCounter();
  return (cells) => {
    for (const value of cells.values)
      if (value !== null && value !== '') counter.add(normaliseIdentity(value));
    if (counter.count() <= capacity) return mask(cells);
    throw new MaskError(
      table,
      column,
      `the column has more different values than ${rule.strategy.name} has masks, which are ${capacity.toLocaleString('en')} - let it take more by \`overflow: widen\` where the strategy has it, use hash.hmac, or say \`overflow: allow-duplicates\``,
    );
  };
}
