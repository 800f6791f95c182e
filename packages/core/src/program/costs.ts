import type { Kernel } from './steps.ts';

/**
 * What each kernel takes per row in WebAssembly, in nanoseconds, on one core of a server of 2025; a row of text has a
 * few words. Each step ran alone over the same batch of 8,192 rows, again and again, and the quickest of several rounds
 * counts; those of Faker are rough, for its methods differ. They tell columns apart, not machines.
 */
export const KERNEL_NANOSECONDS: Readonly<Record<Kernel, number>> = {
  'add-months': 28,
  arithmetic: 1,
  'bigint-between': 3,
  'bigint-from-number': 1,
  'bigint-text': 10,
  'check-digits': 20,
  'compare-number': 1,
  'compare-text': 3,
  concat: 8,
  'constant-flag': 1,
  'constant-number': 1,
  'date-part': 8,
  digit: 2,
  digits: 5,
  distribution: 18,
  faker: 2000,
  'faker-flag': 1000,
  'faker-number': 1000,
  'flag-from-int': 1,
  'flag-text': 1,
  gather: 1,
  'int-from-number': 1,
  'join-first': 4,
  'json-array': 5,
  'json-text': 5,
  logic: 1,
  'map-int': 1,
  'null-mask': 1,
  'number-from-flag': 1,
  'number-table': 1,
  'number-text': 8,
  'offset-int': 1,
  'override-bigint': 1,
  'override-flag': 1,
  'override-number': 1,
  'override-text': 2,
  'override-uuid': 3,
  'parent-earlier': 3,
  'parent-in-turn': 6,
  'parent-of-child': 4,
  'parent-uniform': 3,
  'parent-zipf': 11,
  permute: 7,
  'permute-within': 20,
  pick: 1,
  'pick-within': 2,
  prose: 133,
  round: 2,
  'row-number': 1,
  'rows-from-number': 1,
  'select-number': 1,
  'select-text': 1,
  snap: 2,
  substring: 7,
  symbols: 19,
  'text-case': 4,
  'text-length': 2,
  unary: 3,
  uniform: 2,
  'uuid-text': 5,
  'uuid-v4': 3,
  'uuid-v7': 3,
  'weighted-pick': 2,
  within: 1,
  words: 32,
};

/** How dear a column is: up to 10 ns a row, up to 100 ns, or more. */
export type CostClass = 'low' | 'medium' | 'high';

export function costClassOf(nanoseconds: number): CostClass {
  if (nanoseconds <= 10) return 'low';
  return nanoseconds <= 100 ? 'medium' : 'high';
}
