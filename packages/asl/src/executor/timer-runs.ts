import type { Clock } from '../ports.ts';

/** Timers of one execution. */
export interface TimerRuns {
  /** @param at milliseconds since 1970 */
  start(timer: string, at: number): void;
  cancel(timer: string): void;
  cancelAll(): void;
}

export function timerRuns(clock: Clock, onFired: (timer: string) => void): TimerRuns {
  const running = new Map<string, () => void>();

  const cancel = (timer: string): void => {
    running.get(timer)?.();
    running.delete(timer);
  };

  return {
    start(timer, at) {
      const callOff = clock.at(at, () => {
        running.delete(timer);
        onFired(timer);
      });
      running.set(timer, callOff);
    },
    cancel,
    cancelAll() {
      for (const timer of running.keys()) cancel(timer);
    },
  };
}
