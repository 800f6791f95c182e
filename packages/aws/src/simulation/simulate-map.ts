import { atOnce, type MapWork } from '../cost/map-time.ts';
import type { Quotas } from '../cost/quotas.ts';
import { createEventQueue } from './event-queue.ts';

export interface SimulatedMap {
  /** From the first start of a child to the end of the last one. */
  readonly seconds: number;
  readonly environments: number;
  /** Most children at the same time. */
  readonly mostAtOnce: number;
}

/** Standard deviation of the time of a call (arXiv 2501.07771, table 5: 5 to 23 % for cold clusters in the US). */
const VARIATION = 0.15;
const GOLDEN = 0.618_033_988_749_895;

/** One after the other, children start as soon as everything that they need is there; time goes from event to event. */
export function simulateMap(work: MapWork, quotas: Quotas): SimulatedMap {
  const { items, itemSeconds, longestSeconds = itemSeconds, coldSeconds } = work;
  const slots = atOnce(items, work.concurrency, quotas);
  const running = createEventQueue();
  const idle = createEventQueue();
  const environments = openEnvironments(quotas);
  const prefix = openPrefix(quotas);
  let [now, last, mostAtOnce, nextStart] = [0, 0, 0, 0];
  for (let item = 0; item < items; item++) {
    now = Math.max(now, nextStart);
    while (running.size >= slots) now = Math.max(now, endOne(running, idle));
    // Who has ended in the meantime leaves an environment behind.
    while (running.size > 0 && earliest(running) <= now) endOne(running, idle);
    const isWarm = idle.size > 0;
    if (isWarm) idle.take();
    else now = environments.start(now);
    nextStart = now + 1 / quotas.childStarts;
    const seconds = (item === 0 ? longestSeconds : itemSeconds) * spread(item);
    const made = now + (isWarm ? 0 : coldSeconds) + seconds;
    const end = prefix.write(made, work.writes / items);
    running.add(end);
    mostAtOnce = Math.max(mostAtOnce, running.size);
    last = Math.max(last, end);
  }
  return { seconds: last, environments: environments.count(), mostAtOnce };
}

/** Times differ from child to child, evenly around their mean, and from run to run not at all. */
function spread(item: number): number {
  const fraction = ((item + 1) * GOLDEN) % 1;
  return 1 + VARIATION * Math.sqrt(3) * (2 * fraction - 1);
}

type Queue = ReturnType<typeof createEventQueue>;

function endOne(running: Queue, idle: Queue): number {
  const time = running.take();
  idle.add(time);
  return time;
}

function earliest(queue: Queue): number {
  const time = queue.take();
  queue.add(time);
  return time;
}

/** A bucket of environments that may be made: full in the beginning, and refilled all the time. */
function openEnvironments({ lambdaBurst, lambdaRamp }: Quotas) {
  let count = 0;
  let left = lambdaBurst;
  let since = 0;
  return {
    count: () => count,
    /** @returns when the environment may be made */
    start(time: number): number {
      left = Math.min(lambdaBurst, left + (time - since) * lambdaRamp);
      since = time;
      count += 1;
      const wait = Math.max(0, 1 - left) / lambdaRamp;
      left = Math.max(0, left + wait * lambdaRamp - 1);
      since = time + wait;
      return since;
    },
  };
}

/** A prefix takes objects at its rate; who comes while others wait stands behind them. */
function openPrefix({ objectWrites }: Quotas) {
  let free = 0;
  return {
    write(time: number, objects: number): number {
      const begun = Math.max(free, time - objects / objectWrites);
      free = begun + objects / objectWrites;
      return Math.max(time, free);
    },
  };
}
