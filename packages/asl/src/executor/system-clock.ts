import type { Clock } from '../ports.ts';

/** `setTimeout` takes no longer wait than this, in milliseconds. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/**
 * The time of the machine. Waits of any length; a timer keeps the process alive until it fires or is called off, which
 * an execution does with all of its timers when it ends.
 */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    at(time, fire) {
      let timeout: NodeJS.Timeout | undefined;
      const wait = (): void => {
        const left = time - Date.now();
        // A timeout may end a millisecond before the time that Date tells.
        timeout = setTimeout(left > 0 ? wait : fire, Math.max(0, Math.min(left, LONGEST_TIMEOUT)));
      };
      wait();
      return () => clearTimeout(timeout);
    },
  };
}
