import type { ExecutionHost } from './execution-host.ts';

/** Holds time up, but for waits on what needs time to pass. */
export interface Hold {
  whileWaiting(wait: Promise<void>): Promise<void>;
  end(): void;
}

export function openHold(host: Pick<ExecutionHost, 'hold'>): Hold {
  let release = host.hold();
  return {
    async whileWaiting(wait) {
      release();
      await wait;
      release = host.hold();
    },
    end: () => release(),
  };
}
