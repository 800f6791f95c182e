import type { Clock } from '../ports.ts';

/** Time that passes only when everybody waits for it. */
export interface VirtualClock extends Clock {
  hold(): () => void;
  /**
   * For task handlers that take their time: lets it pass, and others with it. `Infinity` lasts until the signal aborts.
   *
   * @throws what the signal gives as reason, when it aborts
   */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

interface Timer {
  readonly time: number;
  readonly fire: () => void;
}

/**
 * A clock for tests: when nothing is under way, time jumps to the next timer. A year of retries takes no time, and the
 * same document with the same handlers takes the same course each time.
 *
 * A task that waits for its token does not hold time up, a handler at work does; see `sleep`.
 */
export function virtualClock({ start = 0 }: { readonly start?: number } = {}): VirtualClock {
  const timers = new Set<Timer>();
  let now = start;
  let holds = 0;
  let isJumpPlanned = false;

  const planJump = (): void => {
    if (holds > 0 || isJumpPlanned || timers.size === 0) return;
    isJumpPlanned = true;
    // After all that promises have to say: what they begin may hold time up again.
    setImmediate(() => {
      isJumpPlanned = false;
      if (holds > 0) return;
      const next = earliest(timers);
      if (next === undefined) return;
      timers.delete(next);
      now = Math.max(now, next.time);
      next.fire();
      planJump();
    });
  };

  const at = (time: number, fire: () => void): (() => void) => {
    const timer = { time, fire };
    timers.add(timer);
    planJump();
    return () => timers.delete(timer);
  };

  const hold = (): (() => void) => {
    let isHeld = true;
    holds++;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      holds--;
      planJump();
    };
  };

  /** For who holds time up and sleeps. */
  const letGo = (): (() => void) => {
    holds--;
    planJump();
    return () => {
      holds++;
    };
  };

  return {
    now: () => now,
    at,
    hold,
    sleep: (milliseconds, signal) => sleepUntil(now + milliseconds, { at, letGo, signal }),
  };
}

async function sleepUntil(
  time: number,
  {
    at,
    letGo,
    signal,
  }: {
    readonly at: Clock['at'];
    readonly letGo: () => () => void;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const callOff = at(time, () => {
      signal.removeEventListener('abort', abort);
      takeHold();
      resolve();
    });
    const abort = (): void => {
      callOff();
      takeHold();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    const takeHold = letGo();
  });
}

/** The first of those that were set first: a set keeps its order. */
function earliest(timers: ReadonlySet<Timer>): Timer | undefined {
  let next: Timer | undefined;
  for (const timer of timers) {
    if (timer.time < (next?.time ?? Number.POSITIVE_INFINITY)) next = timer;
  }
  return next;
}
