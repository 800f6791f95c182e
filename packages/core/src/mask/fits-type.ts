import { isArrayType } from './column-types.ts';
import type { StrategyDefinition } from './define.ts';
import { holdsText } from './holds-text.ts';
import { type CheckedRule, readRule, type Strategies } from './nested-rules.ts';

/**
 * The strategy of a rule whose masks cannot stand in a column of a database type, be it one inside it; undefined where
 * all can. Rules for elements are held against the type of the elements; rules for parts of documents against none.
 */
export function strategyThatFitsNot(
  { strategy, options }: CheckedRule,
  sourceType: string | undefined,
  strategies: Strategies,
): StrategyDefinition | undefined {
  if (holdsText(sourceType) || sourceType === undefined) return undefined;
  if (!strategy.fits(options, sourceType)) return strategy;
  const inner = strategy.masksParts ? typeOfParts(sourceType) : sourceType;
  return strategy
    .nested(options)
    .map((one) => strategyThatFitsNot(readRule(one, strategies), inner, strategies))
    .find((one) => one !== undefined);
}

function typeOfParts(sourceType: string): string | undefined {
  return isArrayType(sourceType) ? sourceType.trim().slice(0, -'[]'.length) : undefined;
}
