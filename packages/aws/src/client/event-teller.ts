import type { HistoryEvent, StateMachine } from '@rowmill/asl';
import {
  createStageRecorder,
  explainFailure,
  type ObjectStore,
  type RunEvent,
} from 'rowmill/engine';
import { stageFindings } from './stage-findings.ts';

/** Makes what a run tells of the history of its execution and of the files that its tasks leave. */
export interface EventTeller {
  /** What an event of the history means for whoever looks on; events come in their order. */
  take(event: HistoryEvent): Promise<readonly RunEvent[]>;
}

/** @param machine document of the run, with the names that functions have everywhere */
export function createEventTeller(
  store: ObjectStore,
  run: string,
  machine: StateMachine,
): EventTeller {
  const recorder = createStageRecorder(machine);
  return {
    async take(event) {
      if (event.type === 'MapRunFailed')
        recorder.takeOfChild(await childFailure(store, run, event));
      const stages: RunEvent[] = [];
      recorder.take(event, (one) => stages.push(one));
      const told: RunEvent[] = [];
      for (const one of stages) told.push(...(await stageFindings(store, run, one)), one);
      return told;
    },
  };
}

/** The end of the child that failed first, as an event: that of the map run says no more than that too many did. */
async function childFailure(
  store: ObjectStore,
  run: string,
  event: HistoryEvent,
): Promise<HistoryEvent> {
  const { error = '', cause = '' } = event.details?.value ?? {};
  const failure = { Error: String(error), Cause: String(cause) };
  const explained = await explainFailure(store, run, failure);
  const value = { error: explained.Error, cause: explained.Cause };
  return {
    ...event,
    type: 'ExecutionFailed',
    details: { name: 'executionFailedEventDetails', value },
  };
}
