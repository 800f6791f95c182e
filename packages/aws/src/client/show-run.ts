import type { HistoryEvent } from '@rowmill/asl';
import {
  datasetOf,
  expectedChildren,
  type Failure,
  filesOf,
  openWorkflow,
  runFiles,
  type ShownRun,
  type StateInRun,
  stateViews,
} from 'rowmill/engine';
import { explainedCause } from './explain-failure.ts';
import { childrenOf, mapRunsIn } from './map-runs.ts';
import type { OpenDeployment } from './open-deployment.ts';
import { wholeHistory } from './read-history.ts';
import { type Standing, standingOf } from './standing.ts';
import { waitingTokens } from './waiting-tokens.ts';

/** A run as Step Functions and its files tell it. Of one whose execution is gone, the files alone. */
export async function showAwsRun(deployment: OpenDeployment, id: string): Promise<ShownRun> {
  const { store, place } = deployment;
  const standing = await standingOf(deployment, id);
  const { record, status, execution, started, isKnown } = standing;
  const events = isKnown ? await wholeHistory(deployment, standing.arn) : [];
  const states = await statesOf(deployment, id, events);
  const failure = failureOf(standing, states);
  const datasetId = await datasetOf(store, id);
  const ended = standing.ended ?? (status === 'running' ? Date.now() : started);
  return {
    id,
    request: record.name,
    command: record.command,
    status,
    execution,
    started,
    seconds: Math.max(0, ended - started) / 1000,
    ...(status === 'running' ? { driver: place } : {}),
    states,
    ...(failure === undefined ? {} : { failure }),
    waiting: waitingTokens(events),
    ...(datasetId === undefined ? {} : { datasetId }),
    files: await filesOf(store, id),
  };
}

async function statesOf(
  deployment: OpenDeployment,
  run: string,
  events: readonly HistoryEvent[],
): Promise<readonly StateInRun[]> {
  const { store } = deployment;
  const { workflow } = runFiles(run);
  const machine = openWorkflow(String(await store.get(workflow)), store.place(workflow));
  const states = stateViews(machine, events);
  // A state that was entered again has a map run for each time: the last one counts.
  const mapRuns = new Map(mapRunsIn(machine, events).map((one) => [one.state, one.mapRunArn]));
  return Promise.all(
    states.map(async (state): Promise<StateInRun> => {
      const mapRunArn = mapRuns.get(state.name);
      if (mapRunArn === undefined) return state;
      const children = await childrenOf(deployment, mapRunArn);
      if (children === undefined) return state;
      const total = expectedChildren(state, states) ?? children.total;
      return { ...state, children: { ...children, ...(total === undefined ? {} : { total }) } };
    }),
  );
}

function failureOf(
  { status, failure }: Standing,
  states: readonly StateInRun[],
): Failure | undefined {
  if (status === 'passed') return undefined;
  if (failure !== undefined)
    return { Error: failure.error, Cause: explainedCause(failure.error, failure.cause) };
  return states
    .filter((state) => state.failure !== undefined)
    .toSorted((one, other) => (one.entered ?? 0) - (other.entered ?? 0))
    .at(-1)?.failure;
}
