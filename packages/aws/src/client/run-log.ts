import type { EventLog, LoggedEvent } from 'rowmill/engine';
import { createEventTeller, type EventTeller } from './event-teller.ts';
import { arnOf, describeExecution, newestExecution } from './executions.ts';
import type { OpenDeployment } from './open-deployment.ts';
import { type HistoryReader, openHistory } from './read-history.ts';
import { readWorkflow } from './run-workflow.ts';

interface ExecutionLog {
  readonly history: HistoryReader;
  readonly teller: EventTeller;
}

/** What a run has told, out of the histories of its executions. Of executions that AWS has forgotten, nothing. */
export function openAwsLog(open: () => Promise<OpenDeployment>, run: string): EventLog {
  const logs = new Map<number, ExecutionLog>();
  const logOf = async (number: number): Promise<ExecutionLog | undefined> => {
    const known = logs.get(number);
    if (known !== undefined) return known;
    const log = await openExecutionLog(await open(), run, number);
    if (log !== undefined) logs.set(number, log);
    return log;
  };
  return {
    async *read(): AsyncGenerator<LoggedEvent> {
      const newest = await newestExecution(await open(), run);
      for (let number = 1; number <= newest; number += 1) {
        const log = await logOf(number);
        if (log !== undefined) yield* readMore(log);
      }
    },
  };
}

async function openExecutionLog(
  deployment: OpenDeployment,
  run: string,
  number: number,
): Promise<ExecutionLog | undefined> {
  const { store } = deployment;
  const arn = arnOf(deployment, { run, number });
  if ((await describeExecution(deployment, arn)) === undefined) return undefined;
  const teller = createEventTeller(store, run, await readWorkflow(store, run));
  return { teller, history: openHistory(deployment, arn) };
}

async function* readMore({ history, teller }: ExecutionLog): AsyncGenerator<LoggedEvent> {
  for (const event of await history.read()) {
    const at = new Date(event.timestamp).toISOString();
    for (const told of await teller.take(event)) yield { at, event: told };
  }
}
