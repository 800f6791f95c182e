import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '../journal/journal.ts';
import { openMemoryJournal } from '../journal/memory-journal.ts';
import { type EndedChild, endedChildren } from './ended-children.ts';

const begun = (index: number, at: number): JournalRecord => ({
  kind: 'event',
  execution: `/1/${index}`,
  at,
  event: { type: 'ExecutionStarted', input: { shard: index } },
});

const redriven = (execution: string, at: number): JournalRecord => ({
  kind: 'event',
  execution,
  at,
  event: { type: 'ExecutionRedriven' },
});

const ended = (index: number, at: number, status: 'SUCCEEDED' | 'FAILED'): JournalRecord => ({
  kind: 'child-ended',
  mapRun: '/1',
  index,
  at,
  outcome: status === 'SUCCEEDED' ? { status, output: index } : { status, error: 'E', cause: 'c' },
});

async function read(
  records: readonly JournalRecord[],
  maxLength?: number,
): Promise<readonly EndedChild[]> {
  const children: EndedChild[] = [];
  const options = maxLength === undefined ? {} : { maxLength };
  for await (const child of endedChildren(openMemoryJournal(records), '/1', options)) {
    children.push(child);
  }
  return children;
}

describe('endedChildren', () => {
  it('answers in order of the indexes, however little may be kept at once', async () => {
    const orders = fc.shuffledSubarray(
      Array.from({ length: 20 }, (_, index) => index),
      { minLength: 1 },
    );
    await fc.assert(
      fc.asyncProperty(orders, fc.integer({ min: 1, max: 600 }), async (order, maxLength) => {
        const records = [
          ...order.map((index) => begun(index, 1)),
          ...order.toReversed().map((index) => ended(index, 2, 'SUCCEEDED')),
        ];
        const children = await read(records, maxLength);
        expect(children.map(({ index }) => index)).toEqual(order.toSorted((a, b) => a - b));
        expect(children.map(({ input }) => input)).toEqual(
          children.map(({ index }) => ({ shard: index })),
        );
      }),
    );
  });

  it('tells the last end of a child that was redriven, and in which attempt it came', async () => {
    const children = await read([
      begun(0, 1),
      begun(1, 2),
      ended(0, 3, 'FAILED'),
      ended(1, 4, 'SUCCEEDED'),
      redriven('', 5),
      redriven('/1/0', 6),
      ended(0, 7, 'SUCCEEDED'),
    ]);
    expect(children).toEqual([
      {
        index: 0,
        input: { shard: 0 },
        startedAt: 1,
        stoppedAt: 7,
        redriveCount: 1,
        redrivenAt: 6,
        generation: 1,
        outcome: { status: 'SUCCEEDED', output: 0 },
      },
      {
        index: 1,
        input: { shard: 1 },
        startedAt: 2,
        stoppedAt: 4,
        redriveCount: 0,
        generation: 0,
        outcome: { status: 'SUCCEEDED', output: 1 },
      },
    ]);
  });

  it('takes a child that was started anew for a new one', async () => {
    const records = [begun(0, 1), ended(0, 2, 'FAILED'), redriven('', 3), begun(0, 4)];
    const children = await read([...records, ended(0, 5, 'SUCCEEDED')]);
    expect(children).toMatchObject([{ startedAt: 4, redriveCount: 0, generation: 1 }]);
  });

  it('leaves out other map runs, and those within the children', async () => {
    const inner: JournalRecord = { ...begun(0, 1), execution: '/1/0/2/5' } as JournalRecord;
    const other: JournalRecord = { ...ended(3, 1, 'SUCCEEDED'), mapRun: '/11' } as JournalRecord;
    expect(await read([inner, other, begun(0, 1), ended(0, 2, 'SUCCEEDED')])).toHaveLength(1);
  });
});
