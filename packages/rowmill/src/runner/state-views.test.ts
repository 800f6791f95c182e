import {
  type HistoryEvent,
  loadDocument,
  openMemoryJournal,
  startExecution,
  type TaskHandler,
  virtualClock,
} from '@rowmill/asl';
import { describe, expect, it } from 'vitest';
import { type StateView, stateViews } from './state-views.ts';

const task = (name: string, fields: object = {}): object => ({
  Type: 'Task',
  Resource: `arn:aws:lambda:local:000000000000:function:${name}`,
  ...fields,
});

class ShardError extends Error {
  override readonly name = 'ShardError';
}

/** A task that fails so many times before it passes. */
function failing(times: number, message = 'no space'): TaskHandler {
  let left = times;
  return async () => {
    left -= 1;
    if (left >= 0) throw new ShardError(message);
    return { summary: 'done after all', shardCount: 3 };
  };
}

interface Viewing {
  readonly tasks?: Readonly<Record<string, TaskHandler>>;
  /** Ends the execution when this state is entered. */
  readonly stopAt?: string;
}

async function view(states: object, { tasks = {}, stopAt }: Viewing = {}) {
  const machine = loadDocument({
    QueryLanguage: 'JSONata',
    StartAt: Object.keys(states)[0] ?? '',
    States: states,
  } as never);
  const events: HistoryEvent[] = [];
  const execution = await startExecution(
    {},
    {
      machine,
      journal: openMemoryJournal(),
      clock: virtualClock(),
      name: 'run',
      seed: 'seed',
      tasks: { work: async () => ({ summary: 'worked' }), ...tasks },
      onHistory: (event, path) => void (path === '' && events.push(event)),
    },
  );
  if (stopAt !== undefined) await execution.stop();
  await execution.result;
  const views = stateViews(machine, events);
  return { events, machine, byName: Object.fromEntries(views.map((one) => [one.name, one])) };
}

const of = (views: Readonly<Record<string, StateView>>, name: string): StateView =>
  views[name] as StateView;

describe('the states of a document', () => {
  it('tell what they came to, in the order of the document', async () => {
    const { byName } = await view({
      First: task('work', { Next: 'Choose' }),
      Choose: {
        Type: 'Choice',
        Choices: [{ Condition: '{% true %}', Next: 'Last' }],
        Default: 'Never',
      },
      Never: { Type: 'Fail' },
      Last: { Type: 'Succeed' },
    });
    expect(Object.keys(byName)).toEqual(['First', 'Choose', 'Never', 'Last']);
    expect(of(byName, 'First')).toMatchObject({
      status: 'passed',
      summary: 'worked',
      visits: 1,
      attempts: 1,
      next: 'Choose',
    });
    expect(of(byName, 'Choose')).toMatchObject({ status: 'passed', next: 'Last' });
    expect(of(byName, 'Never')).toMatchObject({ status: 'unreached', visits: 0 });
    expect(of(byName, 'Last').status).toBe('passed');
  });

  it('do not pass on what another one has said', async () => {
    const { byName } = await view({
      First: task('work', { Next: 'Pause' }),
      Pause: { Type: 'Wait', Seconds: 1, Next: 'Done' },
      Done: { Type: 'Succeed' },
    });
    expect(of(byName, 'First').summary).toBe('worked');
    for (const name of ['Pause', 'Done']) {
      expect(of(byName, name)).toMatchObject({ status: 'passed', counts: {} });
      expect(of(byName, name).summary).toBeUndefined();
    }
  });

  it('count tries and take their time, and a failure that was mended is none', async () => {
    const Retry = [{ ErrorEquals: ['ShardError'], IntervalSeconds: 2, BackoffRate: 1 }];
    const { byName } = await view(
      { Build: task('build', { Retry, End: true }) },
      { tasks: { build: failing(2) } },
    );
    const { attempts, status, failure, entered = 0, left = 0, counts } = of(byName, 'Build');
    expect({ attempts, status, failure, counts }).toEqual({
      attempts: 3,
      status: 'passed',
      failure: undefined,
      counts: { shardCount: 3 },
    });
    expect(left - entered).toBe(4000);
  });

  it('name the failure that was caught, and where it led', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'CleanUp' }];
    const { byName } = await view(
      {
        Build: task('build', { Catch, Next: 'CleanUp' }),
        CleanUp: task('work', { Next: 'Failed' }),
        Failed: { Type: 'Fail', Error: 'BuildError', Cause: 'it did not work' },
      },
      { tasks: { build: failing(1) } },
    );
    expect(of(byName, 'Build')).toMatchObject({
      status: 'failed',
      next: 'CleanUp',
      failure: { Error: 'ShardError', Cause: 'no space' },
    });
    expect(of(byName, 'CleanUp').status).toBe('passed');
    expect(of(byName, 'Failed')).toMatchObject({
      status: 'failed',
      failure: { Error: 'BuildError', Cause: 'it did not work' },
    });
  });

  it('are about the last time that a state was entered', async () => {
    const { byName } = await view({
      Count: {
        Type: 'Pass',
        Assign: { rounds: '{% $exists($rounds) ? $rounds + 1 : 1 %}' },
        Next: 'Again',
      },
      Again: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $rounds < 3 %}', Next: 'Count' }],
        Default: 'Done',
      },
      Done: { Type: 'Succeed' },
    });
    expect(of(byName, 'Count')).toMatchObject({ visits: 3, attempts: 1, status: 'passed' });
    expect(of(byName, 'Again')).toMatchObject({ visits: 3, next: 'Done' });
  });

  it('do not take what happens in their branches for their own', async () => {
    const branch = (name: string, handler: string, fields: object = {}): object => ({
      StartAt: name,
      States: { [name]: task(handler, { End: true, ...fields }) },
    });
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1 }];
    const { byName } = await view(
      {
        Both: {
          Type: 'Parallel',
          Branches: [branch('Left', 'work'), branch('Right', 'build', { Retry })],
          Output: { summary: 'both' },
          Next: 'Broken',
        },
        Broken: { Type: 'Parallel', Branches: [branch('Inner', 'broken')], End: true },
      },
      { tasks: { build: failing(1), broken: failing(9, 'for good') } },
    );
    expect(of(byName, 'Both')).toMatchObject({ attempts: 1, status: 'passed', summary: 'both' });
    expect(of(byName, 'Broken')).toMatchObject({
      attempts: 1,
      status: 'failed',
      failure: { Error: 'ShardError', Cause: 'for good' },
    });
  });

  it('keep apart what is done for each item', async () => {
    const { byName } = await view(
      {
        Each: {
          Type: 'Map',
          Items: [1, 2],
          ItemProcessor: {
            StartAt: 'One',
            States: { One: task('build', { Retry: [{ ErrorEquals: ['States.ALL'] }], End: true }) },
          },
          Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
          Next: 'Done',
        },
        Done: { Type: 'Succeed' },
      },
      { tasks: { build: failing(7) } },
    );
    expect(of(byName, 'Each')).toMatchObject({ attempts: 2, status: 'passed', next: 'Done' });
    expect(of(byName, 'Done')).toMatchObject({ status: 'passed', visits: 1 });
  });

  it('name what a distributed map failed with', async () => {
    const ItemProcessor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Shard',
      States: { Shard: task('build', { End: true }) },
    };
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Done' }];
    const { byName } = await view(
      {
        Shards: { Type: 'Map', Items: [1, 2], ItemProcessor, Catch, Next: 'Done' },
        Done: { Type: 'Succeed' },
      },
      { tasks: { build: failing(2) } },
    );
    expect(of(byName, 'Shards')).toMatchObject({
      attempts: 1,
      status: 'failed',
      next: 'Done',
      failure: { Error: 'States.ExceedToleratedFailureThreshold' },
    });
  });

  it('are stopped with their execution, and running where their history ends', async () => {
    const { byName, machine, events } = await view(
      { Wait: { Type: 'Wait', Seconds: 60, End: true } },
      { stopAt: 'Wait' },
    );
    expect(of(byName, 'Wait').status).toBe('stopped');
    const [open] = stateViews(machine, events.slice(0, 2));
    expect(open).toMatchObject({ name: 'Wait', status: 'running', attempts: 1 });
    expect(open?.left).toBeUndefined();
  });
});
