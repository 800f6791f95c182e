import type { ShownRun } from '../../engines/engine.ts';
import type { StateInRun } from '../../runner/run-graph.ts';

/** A run as the last event of `runs show --json`. */
export function shownRunEvent(run: ShownRun) {
  const { id, request, status, execution, started, seconds, command, driver, files } = run;
  const { datasetId, failure, states, waiting } = run;
  return {
    run: id,
    request,
    status,
    execution,
    started: timeText(started),
    seconds,
    command,
    ...(driver === undefined ? {} : { driver }),
    ...(datasetId === undefined ? {} : { dataset: datasetId }),
    ...(failure === undefined ? {} : { failure }),
    states: states.map(stateEvent),
    waiting,
    files,
  };
}

function stateEvent({ entered, left, counts: _, name, ...state }: StateInRun) {
  return {
    state: name,
    ...state,
    ...(entered === undefined ? {} : { entered: timeText(entered) }),
    ...(left === undefined ? {} : { left: timeText(left) }),
  };
}

const timeText = (time: number): string => new Date(time).toISOString();
