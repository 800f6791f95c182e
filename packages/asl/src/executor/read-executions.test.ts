import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '../journal/journal.ts';
import { openMemoryJournal } from '../journal/memory-journal.ts';
import type { ExecutionEvent } from '../reducer/events.ts';
import { readExecutions } from './read-executions.ts';

const event = (execution: string, given: ExecutionEvent, at = 1): JournalRecord => ({
  kind: 'event',
  execution,
  at,
  event: given,
});
const started: ExecutionEvent = { type: 'ExecutionStarted', input: 7 };
const ended = (mapRun: string, status: 'SUCCEEDED' | 'FAILED'): JournalRecord => ({
  kind: 'child-ended',
  mapRun,
  index: 0,
  at: 2,
  outcome: status === 'SUCCEEDED' ? { status, output: 1 } : { status, error: 'E', cause: 'c' },
});

const read = (...records: readonly JournalRecord[]) => readExecutions(openMemoryJournal(records));

describe('readExecutions', () => {
  it('keeps the events of executions that have not ended, and the latest time', async () => {
    const { events, leftOver, latest } = await read(
      event('', started),
      event('/1/0', started),
      event('/1/1', started, 9),
      ended('/1', 'SUCCEEDED'),
    );
    expect(events).toEqual([{ at: 1, event: started }]);
    expect(leftOver.take('/1')).toEqual([[1, [{ at: 9, event: started }]]]);
    expect(leftOver.take('/1')).toEqual([]);
    expect(latest).toBe(9);
  });

  it('has all events of a child that was redriven, and what ran within it', async () => {
    const again: ExecutionEvent = { type: 'ExecutionRedriven' };
    const { records, leftOver } = await read(
      event('', started),
      event('/1/0', started),
      event('/1/0/2/0', started),
      ended('/1/0/2', 'FAILED'),
      ended('/1', 'FAILED'),
      event('', again),
      event('/1/0', again, 5),
    );
    expect(leftOver.take('/1')).toEqual([
      [
        0,
        [
          { at: 1, event: started },
          { at: 5, event: again },
        ],
      ],
    ]);
    expect([...records.of('/1/0/2').toRunAgain()]).toEqual([0]);
  });

  it('forgets what ran within a child that succeeded, and map runs that did', async () => {
    const { records } = await read(
      event('', started),
      event('/1/0', started),
      event('/1/0/2/0', started),
      ended('/1/0/2', 'FAILED'),
      ended('/1', 'SUCCEEDED'),
      event('/8/0', started),
      ended('/8', 'SUCCEEDED'),
      event('', { type: 'MapRunSucceeded', mapRun: '8', output: [1] }),
    );
    expect(records.of('/1').counts().succeeded).toBe(1);
    expect(records.of('/1/0/2').counts().failed).toBe(0);
    expect(records.of('/8').counts().succeeded).toBe(0);
  });
});
