import type { Json } from '../json.ts';
import { attempt } from './attempt.ts';
import { succeed } from './end-execution.ts';
import { endIteration } from './states/map.ts';
import { endBranch } from './states/parallel.ts';
import { flowOf, type Turn } from './turn.ts';

/** A flow has left its last state: the state around it goes on, or the execution has succeeded. */
export async function endFlow(turn: Turn, id: string, output: Json): Promise<void> {
  const flow = flowOf(turn, id);
  const { parent } = flow;
  if (parent === undefined) return succeed(turn, output);
  const { activity } = flowOf(turn, parent).visit;
  await attempt(turn, parent, async () => {
    if (activity.kind === 'map') await endIteration(turn, parent, activity, { flow, output });
    if (activity.kind === 'parallel') await endBranch(turn, parent, activity, { flow, output });
  });
}
