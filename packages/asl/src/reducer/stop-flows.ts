import type { Json } from '../json.ts';
import type { Flow } from './state.ts';
import { changeVisit, type Errand, flowOf, type Turn, waitFor } from './turn.ts';

/** Flows that run inside the state of a flow. */
export function innerFlows({ draft }: Turn, id: string): Flow[] {
  return Object.values(draft.flows).filter(({ parent }) => parent === id);
}

/** Stops all flows inside the state of a flow where they are; a redrive goes on from there. */
export function stopInner(turn: Turn, id: string): void {
  for (const inner of innerFlows(turn, id)) stopFlow(turn, inner.id);
}

export function stopFlow(turn: Turn, id: string): void {
  stopInner(turn, id);
  cancelActivity(turn, flowOf(turn, id));
  const { agenda } = turn;
  const own = agenda.filter(({ flow }) => flow === id);
  agenda.splice(0, agenda.length, ...agenda.filter(({ flow }) => flow !== id));
  for (const errand of own) keepErrand(turn, errand);
}

/** What the flow was about to do is done by a redrive, and what it had reached is not lost. */
function keepErrand(turn: Turn, errand: Errand): void {
  if (errand.kind === 'enter') {
    const { state, input } = errand;
    changeVisit(turn, errand.flow, { state, input, eventId: 0 });
  }
  if (errand.kind === 'ended') keepOutput(turn, flowOf(turn, errand.flow), errand.output);
}

function keepOutput(turn: Turn, { id, parent, index }: Flow, output: Json): void {
  if (parent === undefined) return;
  const around = flowOf(turn, parent);
  const { activity } = around.visit;
  if (activity.kind !== 'parallel' && activity.kind !== 'map') return;
  const flows = activity.flows.filter((other) => other !== id);
  waitFor(turn, around, { ...activity, flows, outputs: activity.outputs.with(index, output) });
  delete turn.draft.flows[id];
}

/** Ends all flows inside the state of a flow, and calls off what they wait for. */
export function dropInner(turn: Turn, flow: Flow): void {
  const { activity } = flow.visit;
  if (activity.kind !== 'parallel' && activity.kind !== 'map') return;
  for (const id of activity.flows) {
    const inner = turn.draft.flows[id];
    if (inner === undefined) continue;
    dropInner(turn, inner);
    cancelActivity(turn, inner);
    delete turn.draft.flows[id];
  }
  changeVisit(turn, flow.id, { activity: { kind: 'none' } });
}

/** Calls off what the state of a flow waits for; the flow itself and those inside it stay. */
export function cancelActivity(turn: Turn, { id, visit }: Flow): void {
  const { commands } = turn;
  const { activity } = visit;
  switch (activity.kind) {
    case 'task':
      commands.push({ type: 'cancel-task', task: activity.task });
      for (const timer of [activity.timeout, activity.heartbeat?.timer])
        if (timer !== undefined) commands.push({ type: 'cancel-timer', timer });
      break;
    case 'wait':
    case 'retry':
      commands.push({ type: 'cancel-timer', timer: activity.timer });
      break;
    case 'map-run':
      commands.push({ type: 'stop-map-run', mapRun: activity.request.mapRun });
      // A redrive has to find what it may go on with.
      return;
    default:
      return;
  }
  changeVisit(turn, id, { activity: { kind: 'none' } });
}
