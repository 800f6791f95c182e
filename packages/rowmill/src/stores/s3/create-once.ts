import { setTimeout as sleep } from 'node:timers/promises';
import { attemptsOf, statusOf } from './explain.ts';

const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 3000;

const PRECONDITION_FAILED = 412;
/** 409: other writers of the key were on their way at the same time. 503: slow down. Both pass. */
const PASSING = new Set([409, 503]);

/**
 * Repeats a conditional write until S3 has decided. It answers 412 to who comes late - but also to a write of ours
 * that the SDK has repeated because the answer to the first was lost: then the object tells whose it is.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html (2026-11-22).
 *
 * @returns whether the object is what this call has written
 */
export async function createOnce(
  write: () => Promise<unknown>,
  { isOurs, abortSignal }: { isOurs: () => Promise<boolean>; abortSignal?: AbortSignal },
): Promise<boolean> {
  for (let attempt = 1, mayBeOurs = false; ; attempt += 1) {
    try {
      await write();
      return true;
    } catch (error) {
      mayBeOurs ||= attemptsOf(error) > 1;
      const status = statusOf(error);
      if (status === PRECONDITION_FAILED) return mayBeOurs && (await isOurs());
      if (!PASSING.has(status) || attempt === ATTEMPTS) throw error;
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
      // Writers that met once should not meet again.
      await sleep(pause * (0.5 + Math.random() / 2), undefined, { signal: abortSignal });
    }
  }
}
