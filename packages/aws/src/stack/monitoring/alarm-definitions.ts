/** What an alarm tells whoever receives it. */
export interface AlarmDefinition {
  /** When it goes off, in one sentence. */
  readonly when: string;
  /** What to do about it. */
  readonly action: string;
  /** What no data means: events that did not happen have none, but a clock that stands still is an alarm. */
  readonly noData: 'is well' | 'is an alarm';
}

/** Alarms of every deployment, by their ids. */
export const ALARMS = {
  'run-failed': {
    when: 'A run has failed.',
    action:
      'Look at it with `rowmill runs show latest --engine aws`, and redrive it once the reason is gone.',
    noData: 'is well',
  },
  'run-timed-out': {
    when: 'Step Functions has ended a run that took too long.',
    action:
      'Its clean-up was not reached: the sweeper removes its environments when their leases are over. Look for the state that hung with `rowmill runs show`.',
    noData: 'is well',
  },
  'run-aborted': {
    when: 'Somebody has stopped the execution of a run.',
    action:
      'Where it was stopped in the console, clean-up was not reached: the sweeper removes its environments when their leases are over. Stop runs with `rowmill runs cancel`.',
    noData: 'is well',
  },
  'quality-gate-failed': {
    when: 'Checks of a dataset failed, so that nothing was delivered.',
    action:
      'The report of the run has the checks and rows that fail: change the request, or the source, and run again.',
    noData: 'is well',
  },
  'clean-up-incomplete': {
    when: 'Something that a run has made could not be removed.',
    action:
      'The log of the function names it. The sweeper tries again; what carries no marker of ours is never dropped, and is to be dropped by hand.',
    noData: 'is well',
  },
  'sweeper-silent': {
    when: 'The sweeper has not run for three of its periods.',
    action:
      'Nothing removes environments whose leases are over: see whether its schedule is enabled, and what its function logs.',
    noData: 'is an alarm',
  },
  'dead-letters': {
    when: 'An event was not taken by its function after all tries.',
    action:
      'Read the message in the queue: it holds the event. A build that ended leaves its run waiting; answer its token, or cancel the run. Then delete the message.',
    noData: 'is well',
  },
  'states-throttled': {
    when: 'Step Functions has held back more than 100 state transitions within five minutes.',
    action:
      'Runs take longer, and nothing is lost. Ask for a larger quota of state transitions, or run less at a time.',
    noData: 'is well',
  },
  'store-refuses': {
    when: 'S3 has answered more than 100 requests within five minutes with an error of its own, `503 Slow Down` among them.',
    action:
      'Requests are tried again. Where shards fail all the same, lower the concurrency of the run: S3 grows with a load that lasts.',
    noData: 'is well',
  },
  'leases-throttled': {
    when: 'DynamoDB has refused requests for leases because they were too many.',
    action:
      'They are tried again. Look for a run that takes leases in a loop, or for a maximum throughput that is set on the table.',
    noData: 'is well',
  },
} as const satisfies Readonly<Record<string, AlarmDefinition>>;

export type AlarmId = keyof typeof ALARMS;

/** Alarms of every function; their ids begin with the name of the function. */
export const FUNCTION_ALARMS = {
  errors: {
    when: 'The function has failed more often than retries make up for: ten times within five minutes, or once where no run sees it.',
    action:
      'Its log lines of level `error` name the error and its place; their `run` leads to the report.',
    noData: 'is well',
  },
  throttles: {
    when: 'Lambda has refused more than ten invocations within five minutes because too many were under way.',
    action:
      'Step Functions tries again. Ask for a larger quota of concurrent executions, or run less at a time.',
    noData: 'is well',
  },
} as const satisfies Readonly<Record<string, AlarmDefinition>>;

/** Only where the deployment has a budget. */
export const BUDGET_ALARMS = {
  'budget-at-risk': {
    when: 'Runs of one day were estimated to cost as much as the budget of a month.',
    action:
      'See who runs what in the costs section of the dashboard. The bill follows a day later; the budget itself tells at 80 % and at 100 % of it.',
    noData: 'is well',
  },
} as const satisfies Readonly<Record<string, AlarmDefinition>>;

/** What an alarm says of itself, in its mail as well. */
export const describeAlarm = ({ when, action }: AlarmDefinition): string => `${when} ${action}`;
