import { attempt } from './attempt.ts';
import { ROOT } from './state.ts';
import { goOn } from './states/map.ts';
import { redriveMapRun } from './states/map-run.ts';
import { leaveParallel } from './states/parallel.ts';
import { addEvent, changeVisit, flowOf, type Turn } from './turn.ts';

/**
 * Goes on with an execution that did not succeed, from the states that failed or were stopped; what succeeded stays.
 *
 * Source: AWS Step Functions API reference, "RedriveExecution".
 */
export async function redrive(turn: Turn): Promise<void> {
  const { draft } = turn;
  const wasStarted = draft.flows[ROOT] !== undefined;
  if (!wasStarted) return;
  draft.status = 'RUNNING';
  draft.redriveCount += 1;
  draft.redrivenAt = turn.at;
  delete draft.stoppedAt;
  delete draft.failure;
  const root = flowOf(turn, ROOT);
  const last = addEvent(turn, draft.lastEventId, 'ExecutionRedriven', [
    'executionRedriven',
    { redriveCount: draft.redriveCount },
  ]);
  draft.flows[ROOT] = { ...root, lastEventId: last };
  await goOnFrom(turn, ROOT);
}

async function goOnFrom(turn: Turn, id: string): Promise<void> {
  const { visit } = changeVisit(turn, id, { attempt: 0, retries: [] });
  const { activity, state, input, eventId } = visit;
  switch (activity.kind) {
    case 'map-run':
      return redriveMapRun(turn, id, activity);
    case 'parallel':
    case 'map':
      for (const inner of activity.flows) await goOnFrom(turn, inner);
      await attempt(turn, id, async () => {
        if (activity.kind === 'map') await goOn(turn, id);
        else if (activity.flows.length === 0) await leaveParallel(turn, id);
      });
      return;
    default:
      changeVisit(turn, id, { activity: { kind: 'none' } });
      turn.agenda.push(
        eventId === 0 ? { kind: 'enter', flow: id, state, input } : { kind: 'execute', flow: id },
      );
  }
}
