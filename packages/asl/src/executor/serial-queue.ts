import type { ExecutionHost } from './execution-host.ts';

/**
 * Does one thing after the other. What goes wrong halts everything: nobody knows then what is in the journal.
 *
 * @returns what adds to the queue; its promise resolves when the work is done
 */
export function serialQueue(host: ExecutionHost): (work: () => Promise<void>) => Promise<void> {
  let latest: Promise<void> = Promise.resolve();
  return (work) => {
    const release = host.hold();
    latest = latest
      .then(work)
      .catch((error: unknown) => host.halt(error))
      .then(release);
    return latest;
  };
}
