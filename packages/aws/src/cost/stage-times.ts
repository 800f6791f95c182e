import type { StageTime } from 'rowmill/engine';
import type { Activity, Model } from './activity.ts';
import { mapTime } from './map-time.ts';

/** Seconds of one state, from the end of the one before it to its own. */
export interface ActivityTime {
  readonly activity: Activity;
  readonly seconds: number;
  /** Environments that are started for it. */
  readonly environments: number;
  /** What it waits for, in words. */
  readonly limit: string;
}

export function activityTime(activity: Activity, { rates, quotas }: Model): ActivityTime {
  const { callSeconds, map, work } = activity;
  if (map === undefined) {
    const waits = callSeconds < rates.coldSeconds;
    return {
      activity,
      seconds: rates.transitionSeconds + rates.coldSeconds + callSeconds,
      environments: 1,
      limit: waits ? 'the start of its function' : work,
    };
  }
  const { seconds, environments, limit } = mapTime(map, quotas);
  const overhead = rates.transitionSeconds + rates.mapSeconds;
  const words = limit === 'work' ? work : limit;
  return {
    activity,
    seconds: overhead + seconds,
    environments,
    limit: overhead > seconds ? 'the overhead of a map' : words,
  };
}

/** Times of stages: states that belong to one stage follow each other, and the longest tells what it waits for. */
export function stageTimes(times: readonly ActivityTime[]): readonly StageTime[] {
  const stages = new Map<string, ActivityTime[]>();
  for (const time of times) {
    const { stage } = time.activity;
    stages.set(stage, [...(stages.get(stage) ?? []), time]);
  }
  return [...stages].map(([stage, states]) => {
    const longest = states.reduce((most, next) => (next.seconds > most.seconds ? next : most));
    const seconds = states.reduce((sum, one) => sum + one.seconds, 0);
    return { stage, seconds, limit: longest.limit };
  });
}
