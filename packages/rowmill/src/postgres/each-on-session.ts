import type { PostgresAddress } from './address.ts';
import { type Fail, type Session, withSession } from './session.ts';

/**
 * Does the work for every item over a few connections at once. After a failure nothing new is begun, and the
 * first error is thrown once nothing runs any more.
 */
export async function eachOnSession<Item, Result>(
  items: readonly Item[],
  { address, fail, sessions }: { address: PostgresAddress; fail: Fail; sessions: number },
  work: (session: Session, item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  let failed = false;
  const takeFrom = async (session: Session) => {
    for (const [index, item] of queue) {
      if (failed) return;
      results[index] = await work(session, item);
    }
  };
  const lanes = Array.from({ length: Math.min(sessions, items.length) }, async () => {
    try {
      await withSession(address, fail, takeFrom);
    } catch (error) {
      failed = true;
      throw error;
    }
  });
  const ends = await Promise.allSettled(lanes);
  const broken = ends.find((end) => end.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  return results;
}
