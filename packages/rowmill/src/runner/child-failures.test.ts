import type { ChildOutcome, JournalRecord } from '@rowmill/asl';
import { expect, it } from 'vitest';
import { childFailures, withStates } from './child-failures.ts';

const failed = (cause: string): ChildOutcome => ({ status: 'FAILED', error: 'ShardError', cause });

async function* records(ends: readonly (readonly [number, ChildOutcome])[]) {
  for (const [index, outcome] of ends) {
    const record: JournalRecord = { kind: 'child-ended', mapRun: '/3', index, at: 0, outcome };
    yield record;
  }
}

it('keeps the children that failed last, and none that a redrive has mended', async () => {
  const found = await childFailures(
    records([
      [7, failed('{"errorType":"ShardError","errorMessage":"full"}')],
      [2, { status: 'SUCCEEDED', output: 1 }],
      [4, failed('first')],
      [5, { status: 'ABORTED', error: '', cause: '' }],
      [7, { status: 'SUCCEEDED', output: 1 }],
      [4, failed('second')],
      [9, { status: 'TIMED_OUT', error: 'States.Timeout', cause: '' }],
    ]),
  );
  expect(found.get('/3')).toEqual([
    { index: 4, execution: '/3/4', failure: { Error: 'ShardError', Cause: 'second' } },
    { index: 9, execution: '/3/9', failure: { Error: 'States.Timeout', Cause: '' } },
  ]);
});

it('keeps a hundred of very many, and looks up the states of a few', async () => {
  const many = Array.from({ length: 1000 }, (_, index) => [index, failed('full')] as const);
  const children = (await childFailures(records(many))).get('/3') ?? [];
  expect(children).toHaveLength(100);
  const asked: string[] = [];
  const named = await withStates(children, async (execution) => {
    asked.push(execution);
    const details = { name: 'stateEnteredEventDetails', value: { name: 'BuildShard' } };
    const entered = { id: 1, previousEventId: 0, timestamp: 0, type: 'TaskStateEntered', details };
    return { status: 'FAILED', events: [entered], mapRuns: [] };
  });
  expect(asked).toEqual(['/3/0', '/3/1', '/3/2', '/3/3', '/3/4']);
  expect(named.map(({ state }) => state).slice(3, 7)).toEqual([
    'BuildShard',
    'BuildShard',
    undefined,
    undefined,
  ]);
});
