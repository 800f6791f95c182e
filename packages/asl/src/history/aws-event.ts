import type { Json } from '../json.ts';
import type { HistoryEvent } from './history-event.ts';

/** An event as the command line of AWS writes it: its details are a member of their own name. */
export interface AwsHistoryEvent {
  /** RFC 3339, in UTC. */
  readonly timestamp: string;
  readonly type: string;
  readonly id: number;
  readonly previousEventId: number;
  /** `stateEnteredEventDetails` … */
  readonly [details: string]: Json;
}

/** Makes an event what `aws stepfunctions get-execution-history` answers, for all that reads such histories. */
export function awsEvent({
  id,
  previousEventId,
  timestamp,
  type,
  details,
}: HistoryEvent): AwsHistoryEvent {
  return {
    timestamp: new Date(timestamp).toISOString(),
    type,
    id,
    previousEventId,
    ...(details && { [details.name]: details.value }),
  };
}
