import { expect, it } from 'vitest';
import type { HistoryEvent } from '../history/history-event.ts';
import type { TaskHandler } from '../ports.ts';
import { redriveExecution, startExecution } from './execute.ts';
import type { ExecutionOptions } from './execution.ts';
import { readHistories } from './read-histories.ts';
import { readHistory } from './read-history.ts';
import { functionArn, mapDocument, testOptions } from './testing/documents.ts';

const failsOnce = (): TaskHandler => {
  const failed = new Set<unknown>();
  return async (input) => {
    if (failed.has(input) || (input as number) % 2 === 0) return input;
    failed.add(input);
    throw new Error(`${input}`);
  };
};

/** Told as it happened, and read afterwards. */
async function both(options: ExecutionOptions, input: readonly unknown[], redrives = 0) {
  const told = new Map<string, HistoryEvent[]>();
  const onHistory = (event: HistoryEvent, path: string): void => {
    told.set(path, [...(told.get(path) ?? []), event]);
  };
  const observed = { ...options, onHistory };
  await (await startExecution(input as number[], observed)).result;
  for (let at = 0; at < redrives; at++) await (await redriveExecution(observed)).result;
  const read = new Map<string, readonly HistoryEvent[]>();
  for await (const { execution, events } of readHistories(options)) read.set(execution, events);
  return { told, read };
}

it('tells of every child what was told when it ran, also of those that were redriven', async () => {
  const options = testOptions(mapDocument({ ToleratedFailureCount: 2, MaxConcurrency: 2 }), {
    shard: failsOnce(),
  });
  const { told, read } = await both(options, [0, 1, 2, 3, 5, 7], 1);
  expect(read).toEqual(told);
  expect([...read.keys()].filter((path) => path !== '')).toHaveLength(6);
  const child = [...read.keys()].at(-1) ?? '';
  expect(read.get(child)).toEqual((await readHistory({ ...options, execution: child })).events);
});

it('goes down to the children of children', async () => {
  const inner = mapDocument().States.Shards;
  const machine = mapDocument({
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Inner',
      States: { Inner: inner },
    },
  });
  const options = testOptions(machine, { [functionArn('shard')]: async (input) => input });
  const { told, read } = await both(options, [[1, 2], [], [3]]);
  expect(read).toEqual(told);
  expect([...read.keys()].map((path) => path.split('/').length).sort()).toEqual([
    1, 3, 3, 3, 5, 5, 5,
  ]);
});

it('keeps the status of a map run whose failure was caught', async () => {
  const machine = mapDocument({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }] });
  const caught = { ...machine, States: { ...machine.States, Done: { Type: 'Pass', End: true } } };
  const options = testOptions(caught as typeof machine, { shard: failsOnce() });
  await (await startExecution([1, 2], options)).result;
  const { mapRuns, status } = await readHistory(options);
  expect(status).toBe('SUCCEEDED');
  expect(mapRuns).toMatchObject([{ status: 'FAILED', failed: 1 }]);
});
