import type { ParallelState } from '../../document/states.ts';
import type { Json } from '../../json.ts';
import { evaluate } from '../../query/evaluate.ts';
import { scopeOf } from '../context.ts';
import { evaluateLeaving, leaveState } from '../leave.ts';
import { openFlow } from '../open-flow.ts';
import type { Flow, ParallelActivity } from '../state.ts';
import { definitionOf, flowOf, followFrom, record, type Turn, waitFor } from '../turn.ts';

/** Starts all branches at once. */
export async function runParallel(turn: Turn, id: string, state: ParallelState): Promise<void> {
  const flow = flowOf(turn, id);
  const { Arguments } = state;
  const input =
    Arguments === undefined
      ? flow.visit.input
      : await evaluate(Arguments, 'Arguments', scopeOf(turn, flow));
  const started = record(turn, flow, 'ParallelStateStarted');
  const flows = state.Branches.map(({ StartAt }, index) =>
    openFlow(turn, started, { index, place: [flow.visit.state, index], startAt: StartAt, input }),
  );
  const outputs = state.Branches.map(() => undefined);
  waitFor(turn, flowOf(turn, id), { kind: 'parallel', flows, outputs });
}

/** One branch has ended; with the last one, the state is left. */
export async function endBranch(
  turn: Turn,
  id: string,
  activity: ParallelActivity,
  { flow: branch, output }: { readonly flow: Flow; readonly output: Json },
): Promise<void> {
  followFrom(turn, id, branch);
  delete turn.draft.flows[branch.id];
  const flows = activity.flows.filter((other) => other !== branch.id);
  const outputs = activity.outputs.with(branch.index, output);
  waitFor(turn, flowOf(turn, id), { ...activity, flows, outputs });
  if (flows.length === 0) await leaveParallel(turn, id);
}

export async function leaveParallel(turn: Turn, id: string): Promise<void> {
  const flow = flowOf(turn, id);
  const { activity } = flow.visit;
  if (activity.kind !== 'parallel') return;
  const result = activity.outputs.map((output) => output ?? null);
  const state = definitionOf(turn, flow) as ParallelState;
  const leaving = await evaluateLeaving(state, {
    scope: scopeOf(turn, flow, { result }),
    otherwise: result,
  });
  record(turn, flow, 'ParallelStateSucceeded');
  leaveState(turn, id, leaving);
}
