import { type EndedInvocation, type InvocationFacts, secondsOf } from './invocation-facts.ts';
import type { ReportedFailure } from './report-failure.ts';

/** One line of the logs: JSON, so that queries find it by its members. */
export function startOf(facts: InvocationFacts): string {
  return line('info', facts.startedAt, { message: 'begins', ...aboutOf(facts) });
}

/** How an invocation ended. Of a failure, what {@link ReportedFailure} tells. */
export function endOf(ended: EndedInvocation, failure?: ReportedFailure): string {
  const about = { ...aboutOf(ended), seconds: secondsOf(ended) };
  if (failure === undefined) return line('info', ended.endedAt, { message: 'ends', ...about });
  const { name, where, frames } = failure;
  const { message } = failure.error;
  return line('error', ended.endedAt, { message, ...about, error: name, where, frames });
}

/** What lines of one invocation, and of one run, are found by. */
function aboutOf({ requestId, isCold, run, table, shard, attempt, ...source }: InvocationFacts) {
  const { deployment, function: name } = source;
  return { deployment, function: name, requestId, run, table, shard, attempt, isCold };
}

/** @param time milliseconds since 1970 */
function line(level: 'info' | 'error', time: number, members: object): string {
  return JSON.stringify({ level, time: new Date(time).toISOString(), ...members });
}
