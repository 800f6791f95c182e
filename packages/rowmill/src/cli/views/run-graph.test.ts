import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { ShownRun } from '../../engines/engine.ts';
import type { StateInRun } from '../../runner/run-graph.ts';
import { runGraph } from './run-graph.ts';
import { shownRunEvent } from './shown-run-event.ts';

const START = Date.UTC(2026, 0, 2, 3, 4, 5);
const plain = { colors: picocolors.createColors(false), width: 80 };

const state = (name: string, fields: Partial<StateInRun> = {}): StateInRun => ({
  name,
  type: 'Task',
  status: 'passed',
  visits: 1,
  attempts: 1,
  entered: START,
  left: START + 1500,
  counts: {},
  ...fields,
});

const RUN: ShownRun = {
  id: '2026-01-02T03-04-05-beef',
  request: 'shop',
  status: 'passed',
  execution: 1,
  started: START,
  seconds: 12.3,
  command: 'rowmill run -f rowmill.yaml --seed 7',
  datasetId: 'shop-c0ffee',
  states: [
    state('Plan', { summary: '2 tables' }),
    state('IsStored', { type: 'Choice', summary: 'not its own', next: 'BuildShards' }),
    state('Failed', { type: 'Fail', status: 'unreached', visits: 0, attempts: 0 }),
  ],
  waiting: [],
  files: { folder: '/store/runs/beef' },
};

const mapRun = {
  mapRun: '/3',
  status: 'FAILED' as const,
  total: 1200,
  succeeded: 1000,
  failed: 9,
  aborted: 0,
  running: 3,
  pending: 0,
};

const FAILED: ShownRun = {
  ...RUN,
  status: 'failed',
  execution: 3,
  failure: { Error: 'StoreError', Cause: 'the disk\nis full' },
  states: [
    state('BuildShards', {
      type: 'Map',
      status: 'failed',
      attempts: 2,
      failure: { Error: 'States.ExceedToleratedFailureThreshold', Cause: 'too many' },
      children: {
        ...mapRun,
        failures: [
          {
            index: 7,
            execution: '/3/7',
            state: 'BuildShard',
            failure: { Error: 'StoreError', Cause: 'the disk\nis full' },
          },
          { index: 9, execution: '/3/9', failure: { Error: 'StoreError', Cause: 'x'.repeat(99) } },
        ],
      },
    }),
  ],
};

describe('a run as text', () => {
  it('names its states in their order, and what they did', () => {
    expect(runGraph(RUN, plain)).toBe(
      [
        '✓ shop passed in 12.3 s',
        '  run      2026-01-02T03-04-05-beef',
        '  started  2026-01-02 03:04:05 UTC',
        '  dataset  shop-c0ffee',
        '  command  rowmill run -f rowmill.yaml --seed 7',
        '',
        '  ✓ Plan      1.50 s  2 tables',
        '  ✓ IsStored          -> BuildShards',
        '  · Failed            not reached',
        '',
        'folder  /store/runs/beef',
      ].join('\n'),
    );
  });

  it('tells of children, tries and redrives, the error in full, and how to go on', () => {
    const lines = runGraph(FAILED, plain).split('\n');
    const text = lines.join('\n');
    expect(text).toContain('execution  3: redriven 2 times');
    expect(text).toContain(`rowmill runs redrive ${RUN.id}`);
    expect(text).toContain(
      '✗ BuildShards  2 tries  1.50 s  1,000 of 1,200 done, 9 failed, 3 begun',
    );
    expect(lines).toContain('      ✗ /3/7 BuildShard: StoreError: the disk');
    expect(text).toMatch(/✗ \/3\/9: StoreError: x+…\n {8}and 7 more/);
    expect(text).toContain('error StoreError\n  the disk\n  is full');
    const stateLines = lines.filter((line) => / [✗✓] /.test(line));
    expect(Math.max(...stateLines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it('says who drives it, or that nobody does', () => {
    const driven = runGraph({ ...RUN, status: 'running', driver: 'me (process 7)' }, plain);
    expect(driven).toContain('▶ shop running for 12.3 s');
    expect(driven).toMatch(/driven by {2}me \(process 7\) - to stop it: rowmill runs cancel 2026/);
    expect(driven).not.toContain('not reached');
    const left = runGraph({ ...RUN, status: 'interrupted' }, plain);
    expect(left).toContain('! shop interrupted after 12.3 s');
    expect(left).toContain(`rowmill runs resume ${RUN.id}`);
  });

  it('shows tokens that are waited for', () => {
    const waiting = [{ state: 'RunTests', token: 'abc' }];
    expect(runGraph({ ...RUN, status: 'running', waiting }, plain)).toContain(
      'RunTests waits for its token\n  rowmill task complete abc\n',
    );
  });
});

it('is an event with times that every program reads', () => {
  const event = shownRunEvent(FAILED);
  expect(event).toMatchObject({
    run: RUN.id,
    status: 'failed',
    execution: 3,
    started: '2026-01-02T03:04:05.000Z',
    dataset: 'shop-c0ffee',
    failure: { Error: 'StoreError' },
  });
  expect(event.states[0]).toMatchObject({
    state: 'BuildShards',
    entered: '2026-01-02T03:04:05.000Z',
    left: '2026-01-02T03:04:06.500Z',
    children: { total: 1200, failed: 9 },
  });
  expect(event.states[0]).not.toHaveProperty('counts');
});
