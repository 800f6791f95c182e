import type { StrategyProperties } from './define.ts';

/** What most strategies keep to: the same mask for the same value, nobody has the value back, null stays null. */
const COMMON = {
  deterministic: true,
  referential: true,
  injective: false,
  reversible: 'no',
  keyed: false,
  nullSafe: true,
} as const;

/** Nothing of the value is left, but where it was null. */
export const REMOVED: StrategyProperties = {
  ...COMMON,
  family: 'removed',
  reveals: 'nothing',
  leaks: ['nulls'],
};

/** What follows from the value and the key: which values were equal shows. */
export const KEYED: StrategyProperties = {
  ...COMMON,
  family: 'keyed',
  keyed: true,
  reveals: 'equality',
  leaks: ['frequency', 'nulls'],
};

/** What is less precise than the value, in its order. */
export const GENERALISED: StrategyProperties = {
  ...COMMON,
  family: 'generalised',
  reveals: 'value',
  leaks: ['range', 'order', 'frequency', 'nulls'],
};
