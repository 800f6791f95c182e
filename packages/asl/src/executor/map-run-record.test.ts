import { describe, expect, it } from 'vitest';
import type { ChildOutcome } from '../journal/journal.ts';
import { mapRunRecord } from './map-run-record.ts';

const SUCCEEDED: ChildOutcome = { status: 'SUCCEEDED', output: 1 };
const FAILED: ChildOutcome = { status: 'FAILED', error: 'E', cause: 'c' };
const TIMED_OUT: ChildOutcome = { ...FAILED, status: 'TIMED_OUT' };
const ABORTED: ChildOutcome = { ...FAILED, status: 'ABORTED' };

const ended = (...outcomes: readonly ChildOutcome[]) => {
  const record = mapRunRecord();
  for (const [index, outcome] of outcomes.entries()) {
    record.begin(index);
    record.end(index, outcome, null);
  }
  return record;
};

describe('mapRunRecord', () => {
  it('counts by what became of children', () => {
    const record = ended(SUCCEEDED, FAILED, TIMED_OUT, ABORTED);
    record.begin(9);
    expect(record.counts()).toEqual({
      succeeded: 1,
      failed: 2,
      aborted: 1,
      running: 1,
      failedItems: 2,
    });
    expect([0, 1, 2, 3, 9].map(record.markOf)).toEqual([
      'succeeded',
      'failed',
      'failed',
      'aborted',
      'none',
    ]);
  });

  it('runs again what did not succeed, once it is redriven, and forgets what has begun', () => {
    const record = ended(SUCCEEDED, FAILED, TIMED_OUT, ABORTED);
    expect([...record.toRunAgain()]).toEqual([]);
    record.redrive();
    expect([...record.toRunAgain()]).toEqual([1, 2, 3]);
    expect(record.counts()).toMatchObject({ succeeded: 1, failed: 0, aborted: 0 });
    record.begin(1);
    record.end(1, SUCCEEDED, null);
    record.begin(2);
    record.end(2, FAILED, null);
    expect([...record.toRunAgain()]).toEqual([3]);
    record.redrive();
    expect([...record.toRunAgain()]).toEqual([2, 3]);
    expect(record.redriveCount()).toBe(2);
  });

  it('counts the items of batches that failed, also when their input is not at hand any more', () => {
    const record = mapRunRecord();
    record.begin(0);
    record.end(0, FAILED, { Items: [1, 2, 3] });
    expect(record.counts().failedItems).toBe(3);
    record.redrive();
    record.begin(0);
    record.end(0, FAILED, undefined);
    expect(record.counts().failedItems).toBe(3);
  });

  it('keeps outputs while they may become a payload', () => {
    const record = mapRunRecord();
    const output = 'x'.repeat(200_000);
    for (let index = 0; index < 5; index++) record.end(index, { ...SUCCEEDED, output }, null);
    expect(record.outputs()?.size).toBe(5);
    record.end(5, { ...SUCCEEDED, output }, null);
    expect(record.outputs()).toBeUndefined();
    record.end(6, SUCCEEDED, null);
    expect(record.outputs()).toBeUndefined();
  });
});
