import type { ObjectStore } from 'rowmill/engine';
import type { KeepFailure } from './report-failure.ts';

/** Keeps failures beside the other files of their run: `runs/<id>/failures/<request id>.json`. */
export function keepFailuresIn(store: ObjectStore): KeepFailure {
  return async (failure) => {
    const key = `runs/${failure.run}/failures/${failure.requestId}.json`;
    await store.put(key, `${JSON.stringify(failure, undefined, 2)}\n`);
    return store.place(key);
  };
}
