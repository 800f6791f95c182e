import type { Json } from '../../json.ts';
import type { QueryScope } from '../scope.ts';

/** A scope that nothing can be written to, with an input. */
export function scopeOf(input: Json, rest: Partial<QueryScope> = {}): QueryScope {
  return frozen({
    states: { input, context: { Execution: { Name: 'run-1' } } },
    variables: {},
    now: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
    seed: 'seed',
    ...rest,
  });
}

export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
