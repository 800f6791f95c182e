import { FunctionTimeoutError } from '../errors.ts';
import type { LambdaContext } from './lambda-context.ts';

/** Work is called off this long before the function is ended, so that it ends in order … */
const LONGEST_NOTICE_MS = 15_000;
const NOTICE_SHARE = 0.1;
/** … and after this share of the notice nobody waits for it any more. */
const PATIENCE_SHARE = 0.8;

/** The end of an invocation that takes too long. */
export interface Deadline {
  /** Aborted with {@link FunctionTimeoutError} some seconds before the function is ended. */
  readonly signal: AbortSignal;
  /** What the work comes to; or the error, where the work does not heed the signal. */
  race<Result>(work: Promise<Result>): Promise<Result>;
  clear(): void;
}

/**
 * A function that is ended by Lambda tells nothing: no error of its own, no log line, no metric. So its work is ended
 * before that.
 *
 * @param name of the function, for the message
 */
export function openDeadline(
  name: string,
  context: Pick<LambdaContext, 'getRemainingTimeInMillis'>,
): Deadline {
  const remainingMs = context.getRemainingTimeInMillis();
  const noticeMs = Math.min(LONGEST_NOTICE_MS, remainingMs * NOTICE_SHARE);
  const controller = new AbortController();
  const error = new FunctionTimeoutError(name, remainingMs);
  const notice = setTimeout(() => controller.abort(error), remainingMs - noticeMs);
  let patience: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    patience = setTimeout(() => reject(error), remainingMs - noticeMs * (1 - PATIENCE_SHARE));
  });
  // Nobody may be waiting for it.
  late.catch(() => undefined);
  return {
    signal: controller.signal,
    race: (work) => Promise.race([work, late]),
    clear() {
      clearTimeout(notice);
      clearTimeout(patience);
    },
  };
}
