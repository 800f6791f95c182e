import type { PastEvent } from './instance.ts';
import { childPlace } from './paths.ts';

/** Children that an earlier process had begun and not ended, with their events. */
export interface LeftOver {
  /** Those of a map run, in order of their indexes; they are forgotten here. */
  take(mapRun: string): readonly (readonly [index: number, past: readonly PastEvent[]])[];
}

export function leftOver(pasts: ReadonlyMap<string, readonly PastEvent[]>): LeftOver {
  const byMapRun = new Map<string, [number, readonly PastEvent[]][]>();
  for (const [path, past] of pasts) {
    const place = childPlace(path);
    if (place === undefined) continue;
    const known = byMapRun.get(place.mapRun) ?? [];
    known.push([place.index, past]);
    byMapRun.set(place.mapRun, known);
  }
  return {
    take(mapRun) {
      const found = byMapRun.get(mapRun) ?? [];
      byMapRun.delete(mapRun);
      return found.sort(([a], [b]) => a - b);
    },
  };
}
