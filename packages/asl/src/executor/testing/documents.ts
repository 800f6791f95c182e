import type { StateMachine } from '../../document/states.ts';
import type { Journal, JournalRecord } from '../../journal/journal.ts';
import { openMemoryJournal } from '../../journal/memory-journal.ts';
import type { TaskHandlers } from '../../ports.ts';
import type { ExecutionOptions } from '../execution.ts';
import { virtualClock } from '../virtual-clock.ts';

export const functionArn = (name: string): string =>
  `arn:aws:lambda:local:000000000000:function:${name}`;

/** One distributed map whose children each do the task `shard`. */
export function mapDocument(fields: object = {}, child: object = {}): StateMachine {
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Shards',
    States: {
      Shards: {
        Type: 'Map',
        Items: '{% $states.input %}',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Shard',
          States: {
            Shard: { Type: 'Task', Resource: functionArn('shard'), End: true, ...child },
          },
        },
        End: true,
        ...fields,
      },
    },
  };
}

export function testOptions(
  machine: StateMachine,
  tasks: TaskHandlers,
  others: Partial<ExecutionOptions> = {},
): ExecutionOptions {
  return {
    machine,
    tasks,
    journal: openMemoryJournal(),
    clock: virtualClock({ start: Date.UTC(2026, 0, 1) }),
    name: 'test',
    seed: 'seed',
    ...others,
  };
}

export async function recordsOf(journal: Journal): Promise<readonly JournalRecord[]> {
  const records: JournalRecord[] = [];
  for await (const record of journal.records()) records.push(record);
  return records;
}
