import type { Json } from '../json.ts';
import type { HistoryEvent } from './history-event.ts';

/** An event as `GetExecutionHistory` answers it: by a client of AWS, by its command line, or by `awsEvent`. */
export interface AnsweredEvent {
  readonly id?: number | undefined;
  readonly previousEventId?: number | undefined;
  /** A text is RFC 3339. */
  readonly timestamp?: Date | string | undefined;
  readonly type?: string | undefined;
}

const DETAILS = 'EventDetails';

/** Takes in an event of AWS: the opposite of `awsEvent`. Members that are not set are left out. */
export function readAwsEvent(event: AnsweredEvent): HistoryEvent {
  const { id = 0, previousEventId = 0, timestamp = 0, type = '' } = event;
  const details = Object.entries(event).find(
    ([name, value]) => name.endsWith(DETAILS) && value !== undefined,
  );
  return {
    id,
    previousEventId,
    timestamp: new Date(timestamp).getTime(),
    type,
    ...(details && { details: { name: details[0], value: withoutGaps(details[1] as object) } }),
  };
}

/** Clients set members that were not answered to undefined, which is no JSON. */
function withoutGaps(value: object): { readonly [key: string]: Json } {
  return JSON.parse(JSON.stringify(value));
}
