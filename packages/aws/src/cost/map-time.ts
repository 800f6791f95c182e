import type { Quotas } from './quotas.ts';

/** Items that a distributed map works on. */
export interface MapWork {
  readonly items: number;
  /** Seconds of one item in an environment that is there already. */
  readonly itemSeconds: number;
  /** Seconds of the item that takes longest, where they differ much. */
  readonly longestSeconds?: number;
  /** Seconds until an environment is there. */
  readonly coldSeconds: number;
  readonly concurrency: number;
  /** Objects written below the prefix that gets most of them. */
  readonly writes: number;
}

/** What a map takes, and which of its limits it waits for. */
export interface MapTime {
  readonly seconds: number;
  /** Environments that are started. */
  readonly environments: number;
  readonly limit: MapLimit;
}

export type MapLimit =
  | 'work'
  | 'starts of children'
  | 'starts of environments'
  | 'writes to a prefix';

/** Children that a map really has at the same time. */
export function atOnce(items: number, concurrency: number, quotas: Quotas): number {
  return Math.max(
    1,
    Math.floor(Math.min(items, concurrency, quotas.lambdaConcurrency, quotas.openChildren)),
  );
}

/**
 * Seconds of a map, by what each limit alone would take: children start one by one, environments are refilled at
 * their rate, items are worked on in waves, and a prefix takes so many objects a second.
 */
export function mapTime(work: MapWork, quotas: Quotas): MapTime {
  const { items, itemSeconds, longestSeconds = itemSeconds, coldSeconds, writes } = work;
  const wanted = atOnce(items, work.concurrency, quotas);
  // Who has ended makes room before the last child is started: fewer environments than asked for do as well.
  const inFlight = Math.ceil(quotas.childStarts * (itemSeconds + coldSeconds));
  const environments = Math.min(wanted, Math.max(1, inFlight));
  const ramp = Math.max(0, environments - quotas.lambdaBurst) / quotas.lambdaRamp;
  const limits: readonly (readonly [MapLimit, number])[] = [
    ['work', coldSeconds + Math.max(longestSeconds, Math.ceil(items / wanted) * itemSeconds)],
    ['starts of children', items / quotas.childStarts + coldSeconds + itemSeconds],
    ['starts of environments', ramp + coldSeconds + Math.ceil(items / wanted) * itemSeconds],
    ['writes to a prefix', coldSeconds + writes / quotas.objectWrites],
  ];
  const [limit, seconds] = limits.reduce((most, next) => (next[1] > most[1] ? next : most));
  return { seconds, environments, limit };
}
