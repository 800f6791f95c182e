import {
  GetExecutionHistoryCommand,
  paginateGetExecutionHistory,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { type HistoryEvent, readAwsEvent } from '@rowmill/asl';
import { ifKnown } from './if-known.ts';
import type { OpenDeployment } from './open-deployment.ts';

/** The history of an execution, as far as it has come. */
export interface HistoryReader {
  /** Events that have come since the last call, in their order. */
  read(): Promise<readonly HistoryEvent[]>;
}

/** As many events as one answer may have. Source: AWS Step Functions API reference, GetExecutionHistory. */
const PAGE = 1000;
/** What comes between two looks is little; most answers hold nothing new. */
const RECENT = 100;

const HISTORY_REQUEST = {
  doing: 'reading the history of the run',
  action: 'states:GetExecutionHistory',
} as const;

/** Reads a history from its start once, and then from its end: an answer cannot be asked for from some event on. */
export function openHistory(deployment: OpenDeployment, executionArn: string): HistoryReader {
  let last = 0;
  return {
    async read() {
      const events =
        last === 0
          ? await wholeHistory(deployment, executionArn)
          : await eventsAfter(deployment, { executionArn, last });
      last = events.at(-1)?.id ?? last;
      return events;
    },
  };
}

/** The history of an execution as far as it has come; none where Step Functions does not know it any more. */
export async function wholeHistory(
  { ask }: OpenDeployment,
  executionArn: string,
): Promise<readonly HistoryEvent[]> {
  const history = await ask(HISTORY_REQUEST, (client) =>
    ifKnown(async () => {
      const read: HistoryEvent[] = [];
      const input = { executionArn, maxResults: PAGE, includeExecutionData: true };
      for await (const { events = [] } of paginateGetExecutionHistory({ client }, input))
        read.push(...events.map(readAwsEvent));
      return read;
    }),
  );
  return history ?? [];
}

interface Recent {
  readonly executionArn: string;
  /** Id of the last event that was read. */
  readonly last: number;
}

async function eventsAfter(
  { ask }: OpenDeployment,
  recent: Recent,
): Promise<readonly HistoryEvent[]> {
  const events = await ask(HISTORY_REQUEST, (client) =>
    ifKnown(() => readBackwards(client, recent)),
  );
  return events ?? [];
}

async function readBackwards(
  client: SFNClient,
  { executionArn, last }: Recent,
): Promise<readonly HistoryEvent[]> {
  const read: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const answer = await client.send(
      new GetExecutionHistoryCommand({
        executionArn,
        nextToken,
        maxResults: RECENT,
        reverseOrder: true,
        includeExecutionData: true,
      }),
    );
    const events = (answer.events ?? []).map(readAwsEvent);
    const recent = events.filter(({ id }) => id > last);
    read.push(...recent);
    nextToken = recent.length < events.length ? undefined : answer.nextToken;
  } while (nextToken !== undefined);
  return read.reverse();
}
