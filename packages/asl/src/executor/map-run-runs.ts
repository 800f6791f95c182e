import type { Instance, RunningMapRun, StartMapRun } from './instance.ts';

/** Map runs of one execution. */
export interface MapRunRuns {
  /** Does nothing where the map run was called off again. */
  start(mapRun: string): void;
  stop(mapRun: string): void;
  /** It has ended. */
  forget(mapRun: string): void;
  isEmpty(): boolean;
  /** Resolves when all have come to rest. */
  stopAll(): Promise<void>;
}

export function mapRunRuns(owner: Instance, startMapRun: StartMapRun): MapRunRuns {
  const running = new Map<string, RunningMapRun>();
  const stops = new Set<Promise<void>>();

  const stop = (mapRun: string): void => {
    const found = running.get(mapRun);
    running.delete(mapRun);
    if (found === undefined) return;
    const stopped = found.stop().finally(() => stops.delete(stopped));
    stops.add(stopped);
  };

  return {
    start(mapRun) {
      const pending = owner.pending.mapRuns.get(mapRun);
      if (pending !== undefined) running.set(mapRun, startMapRun(owner, pending));
    },
    stop,
    forget: (mapRun) => running.delete(mapRun),
    isEmpty: () => running.size === 0 && stops.size === 0,
    async stopAll() {
      for (const mapRun of running.keys()) stop(mapRun);
      await Promise.all(stops);
    },
  };
}
