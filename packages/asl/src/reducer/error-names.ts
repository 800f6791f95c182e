import type { Failure } from './state.ts';

/** Errors that `States.ALL` and `States.TaskFailed` do not stand for. */
const TERMINAL = new Set(['States.DataLimitExceeded', 'States.Runtime']);

/**
 * Whether a retrier or catcher takes an error.
 *
 * Source: AWS Step Functions developer guide, "Handling errors in Step Functions workflows".
 */
export function matchesError(names: readonly string[], { error = '' }: Failure): boolean {
  return names.some((name) => matchesName(name, error));
}

function matchesName(name: string, error: string): boolean {
  if (error === 'States.Runtime') return false;
  if (name === error) return true;
  switch (name) {
    case 'States.ALL':
      return !TERMINAL.has(error);
    case 'States.TaskFailed':
      return !TERMINAL.has(error) && error !== 'States.Timeout';
    case 'States.Timeout':
      // A heartbeat that does not come is a time-out as well.
      return error === 'States.HeartbeatTimeout';
    default:
      return false;
  }
}
