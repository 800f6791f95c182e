import { z } from 'zod';
import type { NestedRule } from './define.ts';

/** A rule inside another one, as an option: the name of a strategy, or a map with `mask` and its options. */
export const nestedRuleOption = z
  .union([z.string().min(1), z.looseObject({ mask: z.string().min(1) })])
  .describe('Name of a masking strategy, or { mask: name, ...its options }.');

export type NestedRuleOption = z.output<typeof nestedRuleOption>;

/** The rule that an option stands for. */
export function ruleOf(option: NestedRuleOption): NestedRule {
  return typeof option === 'string' ? { mask: option } : option;
}
