import { RunStoppedError } from '../errors.ts';
import type { Inbox } from '../runs/inbox.ts';

/** The end of a run before its end: by a signal of this process, or by a wish in the box of the run. */
export interface Stopper {
  readonly signal: AbortSignal;
  stop(reason: string): void;
}

/** A wish that was in the box before counts at once: the run goes on to its clean-up alone. */
export async function openStopper(inbox: Inbox, signal: AbortSignal): Promise<Stopper> {
  const controller = new AbortController();
  const stop = (reason: string): void => controller.abort(new RunStoppedError(reason));
  const wish = (await inbox.read()).stop;
  if (wish !== undefined) stop(wish.reason);
  return { signal: AbortSignal.any([signal, controller.signal]), stop };
}
