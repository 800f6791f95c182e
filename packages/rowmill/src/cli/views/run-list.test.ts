import picocolors from 'picocolors';
import { expect, it } from 'vitest';
import type { ListedRun } from '../../engines/engine.ts';
import { runList } from './run-list.ts';

const colors = picocolors.createColors(false);

it('has a line for each run, also for one that cannot be read', () => {
  const runs: ListedRun[] = [
    {
      id: 'r2',
      request: 'shop',
      status: 'running',
      started: '2026-01-02T03:04:05.000Z',
      seconds: 75,
      dataset: 'shop-1',
    },
    { id: 'r1', status: 'unreadable', problem: 'written by a newer rowmill' },
  ];
  expect(runList(runs, { colors })).toBe(
    [
      'status        run  request  started                        time  dataset',
      '▶ running     r2   shop     2026-01-02 03:04:05 UTC  1 min 15 s  shop-1',
      '! unreadable  r1                                                 written by a newer rowmill',
    ].join('\n'),
  );
});

it('says how to make the first one', () => {
  expect(runList([], { colors })).toContain('rowmill run');
});
