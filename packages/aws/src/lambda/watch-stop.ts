import { type ObjectStore, openInbox, RunStoppedError, runFiles } from 'rowmill/engine';

/** Nobody who has a run stopped waits much longer for what is under way. */
const LOOK_EVERY_MS = 5000;

/** The wish that a run be stopped. */
export interface StopWatch {
  readonly signal: AbortSignal;
  close(): void;
}

/**
 * Looks for the wish that a run be stopped, at once and every few seconds. It is an object of the run: an execution that
 * AWS stops would not clean up.
 */
export async function watchStop(
  store: ObjectStore,
  run: string,
  lookEveryMs = LOOK_EVERY_MS,
): Promise<StopWatch> {
  const controller = new AbortController();
  const look = async (): Promise<void> => {
    if ((await store.head(`${runFiles(run).inbox}/stop.json`)) === undefined) return;
    const { stop } = await openInbox(store, run).read();
    if (stop !== undefined) controller.abort(new RunStoppedError(stop.reason));
  };
  await look();
  // A store that does not answer now is asked again; the work itself tells if it never does.
  const timer = setInterval(() => void look().catch(() => undefined), lookEveryMs);
  timer.unref();
  return { signal: controller.signal, close: () => clearInterval(timer) };
}
