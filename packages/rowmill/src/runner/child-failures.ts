import type { ExecutionHistory, JournalView } from '@rowmill/asl';
import { causeText, type Failure } from '../runs/shard-failure.ts';

/** A child of a map run that failed. */
export interface ChildFailure {
  /** Number of its item, or of its batch; from 0. */
  readonly index: number;
  /** Path of its execution: `/<map run>/<index>`. */
  readonly execution: string;
  /** State of it that failed; absent where that was not looked up. */
  readonly state?: string;
  readonly failure: Failure;
}

/** Children whose error is kept. Of more, their number is told. */
const KEPT = 100;
/** Children whose history is read: each costs a reading of the journal. */
const LOOKED_UP = 5;

/** Children of map runs that failed and did not succeed since, by path of the map run, in order of their end. */
export async function childFailures(
  records: ReturnType<JournalView['records']>,
): Promise<ReadonlyMap<string, readonly ChildFailure[]>> {
  const found = new Map<string, Map<number, ChildFailure>>();
  for await (const record of records) {
    if (record.kind !== 'child-ended') continue;
    const { mapRun, index, outcome } = record;
    const ofMapRun = found.get(mapRun) ?? new Map<number, ChildFailure>();
    ofMapRun.delete(index);
    // Those that were called off for the sake of another one have nothing to tell.
    if (outcome.status !== 'SUCCEEDED' && outcome.status !== 'ABORTED' && ofMapRun.size < KEPT) {
      const failure = { Error: outcome.error, Cause: causeText(outcome.cause) };
      ofMapRun.set(index, { index, execution: `${mapRun}/${index}`, failure });
    }
    found.set(mapRun, ofMapRun);
  }
  return new Map([...found].map(([mapRun, children]) => [mapRun, [...children.values()]]));
}

/** Adds the states that failed to the first of some children. */
export function withStates(
  children: readonly ChildFailure[],
  historyOf: (execution: string) => Promise<ExecutionHistory>,
): Promise<readonly ChildFailure[]> {
  return Promise.all(
    children.map(async (child, number) => {
      if (number >= LOOKED_UP) return child;
      const { events } = await historyOf(child.execution);
      const last = events.findLast(({ type }) => type.endsWith('StateEntered'));
      const state = last?.details?.value.name;
      return typeof state === 'string' ? { ...child, state } : child;
    }),
  );
}
