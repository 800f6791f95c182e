import { DescribeMapRunCommand } from '@aws-sdk/client-sfn';
import type { HistoryEvent, StateMachine } from '@rowmill/asl';
import { type ChildrenView, causeText, statePlaces } from 'rowmill/engine';
import { failedChildren } from './failed-children.ts';
import { ifKnown } from './if-known.ts';
import type { OpenDeployment } from './open-deployment.ts';

/** A distributed map that a run has entered. */
export interface MapRunOfState {
  readonly state: string;
  readonly mapRunArn: string;
}

/** Children whose error is looked up; of more, their number is told. */
const LOOKED_UP = 5;

/** The map runs of an execution, in the order of their start. */
export function mapRunsIn(
  machine: StateMachine,
  events: readonly HistoryEvent[],
): readonly MapRunOfState[] {
  const placeOf = statePlaces(machine);
  return events.flatMap((event) => {
    const place = placeOf(event);
    const mapRunArn = event.details?.value.mapRunArn;
    if (event.type !== 'MapRunStarted' || place === undefined || typeof mapRunArn !== 'string')
      return [];
    return [{ state: place.state, mapRunArn }];
  });
}

/** How the children of a map run stand; undefined where Step Functions does not know it any more. */
export async function childrenOf(
  deployment: OpenDeployment,
  mapRunArn: string,
): Promise<ChildrenView | undefined> {
  const request = { doing: 'looking at the shards', action: 'states:DescribeMapRun' };
  const mapRun = await deployment.ask(request, (states) =>
    ifKnown(() => states.send(new DescribeMapRunCommand({ mapRunArn }))),
  );
  if (mapRun === undefined) return undefined;
  const { executionCounts, status = 'RUNNING' } = mapRun;
  const { total = 0, succeeded = 0, failed = 0, timedOut = 0 } = executionCounts ?? {};
  const { aborted = 0, running = 0, pending = 0 } = executionCounts ?? {};
  const failures = failed === 0 ? [] : await failedChildren(deployment, mapRunArn, LOOKED_UP);
  return {
    mapRun: mapRunArn,
    status,
    ...(total === 0 ? {} : { total }),
    succeeded,
    failed: failed + timedOut,
    aborted,
    running,
    pending,
    failures: failures.map(({ name, error, cause }, index) => ({
      index,
      execution: name,
      failure: { Error: error, Cause: causeText(cause) },
    })),
  };
}
