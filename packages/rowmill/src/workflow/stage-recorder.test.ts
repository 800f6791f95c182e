import type { HistoryEvent, StateMachine } from '@rowmill/asl';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../ports.ts';
import { loadWorkflow } from './load-workflow.ts';
import { createStageRecorder } from './stage-recorder.ts';

/** What a state does, in the order of the history. */
type Told = readonly [type: string, value?: object];

const entered = (name: string): Told => ['TaskStateEntered', { name }];
const exited = (name: string, output: object, assignedVariables?: object): Told => [
  'TaskStateExited',
  { name, output: JSON.stringify(output), ...(assignedVariables && { assignedVariables }) },
];
const answered = (name: string, output: object): Told[] => [
  entered(name),
  ['TaskSucceeded', {}],
  exited(name, output),
];
const failed = (name: string, error: string, cause: string): Told[] => [
  entered(name),
  ['TaskFailed', { error, cause }],
  exited(name, { Error: error, Cause: cause }),
];

/** A second passes with each event. */
function historyOf(told: readonly Told[]): HistoryEvent[] {
  return told.map(([type, value], index) => ({
    id: index + 1,
    previousEventId: index,
    timestamp: 1_000_000 + index * 1000,
    type,
    ...(value && { details: { name: 'details', value: value as never } }),
  }));
}

async function record(told: readonly Told[], machine?: StateMachine) {
  const recorder = createStageRecorder(machine ?? (await loadWorkflow()).machine);
  const events: RunEvent[] = [];
  for (const event of historyOf(told)) recorder.take(event, (emitted) => events.push(emitted));
  const lines = recorder.stages().map(({ name, status, detail }) => `${name} ${status}: ${detail}`);
  return { recorder, events, lines };
}

const PLANNED: Told[] = [['ExecutionStarted'], ...answered('Plan', { summary: '1 table' })];
const BUILT: Told[] = [
  entered('BuildShards'),
  ['MapRunStarted', {}],
  ['MapRunSucceeded', {}],
  exited('BuildShards', {}),
  ...answered('StoreDataset', { summary: '9 rows' }),
];

describe('stages out of a history', () => {
  it('counts what describes sources as planning, and what masks them as building', async () => {
    const { lines, events } = await record([
      ['ExecutionStarted'],
      ['ChoiceStateEntered', { name: 'HasSources' }],
      ...answered('DescribeSources', { summary: '2 sources' }),
      ...answered('Plan', { summary: '2 tables' }),
      ...BUILT,
      ['ExecutionSucceeded', {}],
    ]);
    expect(lines).toEqual(['plan passed: 2 tables', 'build passed: 9 rows']);
    expect(events.map((event) => event.type === 'stage' && event.status)).toEqual([
      ...['started', 'passed', 'started', 'passed'],
    ]);
    const failure = await record([
      ['ExecutionStarted'],
      ...failed('DescribeSources', 'SourceError', 'no server answers there'),
      ...answered('CleanUp', { summary: 'there is nothing to remove' }),
      ['ExecutionFailed', {}],
    ]);
    expect(failure.lines).toEqual([
      'plan failed: no server answers there',
      'clean up passed: there is nothing to remove',
    ]);
  });

  it('counts tries that another followed', async () => {
    const retried: Told[] = [
      ['ExecutionStarted'],
      entered('Plan'),
      ['TaskFailed', { error: 'StoreError', cause: 'away' }],
      ['TaskTimedOut', { error: 'States.Timeout' }],
    ];
    const passed = await record([...retried, ['TaskSucceeded', {}], exited('Plan', {}), ...BUILT]);
    expect(passed.recorder.stages()[0]).toMatchObject({ status: 'passed', retries: 2 });
    const stopped = await record([...retried, ['ExecutionFailed', {}]]);
    expect(stopped.recorder.stages()[0]).toMatchObject({ status: 'failed', retries: 1 });
    const first = await record([...PLANNED, ...BUILT]);
    expect(first.recorder.stages()[0]).not.toHaveProperty('retries');
  });

  it('joins states of one stage, and names what is passed over', async () => {
    const { lines, events, recorder } = await record([
      ...PLANNED,
      ...BUILT,
      ...answered('ValidateDataset', { failed: 0, summary: '3 checks passed' }),
      ['ChoiceStateEntered', { name: 'QualityGate' }],
      ['ChoiceStateExited', { name: 'QualityGate', output: '{}' }],
      ['ChoiceStateEntered', { name: 'HasEnvironments' }],
      ...answered('CleanUp', { summary: 'there is nothing to remove', skipped: true }),
      ...answered('Report', { summary: 'written' }),
      ['ExecutionSucceeded', {}],
    ]);
    const environments = 'skipped: the request names no environment';
    expect(lines).toEqual([
      'plan passed: 1 table',
      'build passed: 9 rows',
      'validate passed: 3 checks passed',
      `provision ${environments}`,
      `distribute ${environments}`,
      `set up ${environments}`,
      'test skipped: the request names no test command',
      'clean up skipped: there is nothing to remove',
      'report passed: written',
    ]);
    const started = events.filter((event) => event.type === 'stage' && event.status === 'started');
    expect(started).toHaveLength(5);
    expect(recorder.stages()[1]).toMatchObject({ startSeconds: 3, seconds: 7 });
  });

  it('fails a stage by what its task failed with, as words', async () => {
    const cause = JSON.stringify({ errorType: 'TargetError', errorMessage: 'no room\nat all' });
    const { lines } = await record([
      ...PLANNED,
      ...BUILT,
      ...failed('ValidateDataset', 'TargetError', cause),
      ...answered('CleanUp', { summary: 'removed' }),
      ...answered('Report', { summary: 'written' }),
      ['ExecutionFailed', {}],
    ]);
    expect(lines).toEqual([
      'plan passed: 1 table',
      'build passed: 9 rows',
      'validate failed: no room',
      'clean up passed: removed',
      'report passed: written',
    ]);
  });

  it('fails a stage whose gate assigns the failure', async () => {
    const failure = JSON.stringify({ Error: 'QualityGateError', Cause: '1 of 2 checks failed\nx' });
    const { lines } = await record([
      ...PLANNED,
      ...answered('ValidateDataset', { failed: 1, summary: '1 of 2 checks failed\nx' }),
      ['ChoiceStateEntered', { name: 'QualityGate' }],
      ['ChoiceStateExited', { name: 'QualityGate', output: '{}', assignedVariables: { failure } }],
      ...answered('CleanUp', {}),
    ]);
    expect(lines.at(-1)).toBe('validate failed: 1 of 2 checks failed');
  });

  it('tells of the shard that made a map fail, and that a run was stopped', async () => {
    const { machine } = await loadWorkflow();
    const recorder = createStageRecorder(machine);
    const threshold = { error: 'States.ExceedToleratedFailureThreshold', cause: 'too many' };
    const history = historyOf([
      ...PLANNED,
      entered('BuildShards'),
      ['MapRunFailed', threshold],
      ['MapStateFailed', threshold],
      exited('BuildShards', {}),
      ...answered('CleanUp', {}),
    ]);
    for (const event of history) {
      if (event.type === 'MapRunFailed') {
        for (const error of ['RunStoppedError', 'Other']) {
          const value = { error, cause: `by ${error}` };
          recorder.takeOfChild({
            ...event,
            type: 'ExecutionFailed',
            details: { name: 'd', value },
          });
        }
      }
      recorder.take(event);
    }
    expect(recorder.stages()[1]).toMatchObject({ status: 'stopped', detail: 'by RunStoppedError' });
  });

  it('forgets failures of tries that were repeated', async () => {
    const { lines } = await record([
      ['ExecutionStarted'],
      entered('Plan'),
      ['TaskFailed', { error: 'Lambda.ServiceException', cause: 'busy' }],
      ['TaskSucceeded', {}],
      exited('Plan', { summary: 'planned' }),
      ['ExecutionFailed', { error: 'QualityGateError', cause: 'of earlier' }],
    ]);
    expect(lines).toEqual(['plan passed: planned']);
  });

  it('ends with the execution what was under way', async () => {
    const { recorder } = await record([...PLANNED, entered('StoreDataset')]);
    expect(recorder.current()).toBe('build');
    const { lines } = await record([
      ...PLANNED,
      entered('StoreDataset'),
      ['ExecutionFailed', { error: 'States.Runtime', cause: 'history is full' }],
    ]);
    expect(lines.at(-1)).toBe('build failed: history is full');
  });

  it('puts a stage that is run again where it is run last', async () => {
    const again = [
      ...answered('ProvisionEnvironments', { summary: 'provisioned' }),
      ...answered('Distribute', { summary: '9 rows delivered' }),
    ];
    const { lines } = await record([
      ...PLANNED,
      ...again,
      ...failed('SetUpEnvironment', 'EnvironmentLostError', 'it is gone'),
      ...again,
      ...answered('SetUpEnvironment', { summary: 'ready' }),
      ...answered('CleanUp', {}),
    ]);
    expect(lines).toEqual([
      'plan passed: 1 table',
      'provision passed: provisioned',
      'distribute passed: 9 rows delivered',
      'set up passed: ready',
      'test skipped: the request names no test command',
    ]);
  });

  it('makes stages of states that users add', async () => {
    const { lines } = await record(
      [
        ['ExecutionStarted'],
        ...answered('Warm the cache', { Payload: { summary: 'warm' } }),
        ['WaitStateEntered', { name: 'Pause' }],
        // It hands on what it was given, and has said nothing of that itself.
        ['WaitStateExited', { name: 'Pause', output: JSON.stringify({ summary: 'warm' }) }],
        ['ExecutionSucceeded'],
      ],
      {
        StartAt: 'Warm the cache',
        States: {
          'Warm the cache': {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Next: 'Pause',
          },
          Pause: { Type: 'Wait', Seconds: 1, End: true },
        },
      },
    );
    expect(lines).toEqual(['Warm the cache passed: warm', 'Pause passed: ']);
  });
});
