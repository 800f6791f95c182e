import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../history/history-event.ts';
import type { Json, JsonObject } from '../json.ts';
import { type Answers, arrayMap, drive, jsonata, TASK } from './testing/drive.ts';

/** `3<2 TaskScheduled`: the event, and the one that it names as the one before it. */
const chain = (history: readonly HistoryEvent[]): string[] =>
  history.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`);

const detailsOf = (history: readonly HistoryEvent[], wanted: string): unknown =>
  history.find(({ type }) => type === wanted)?.details;

const answer: Answers = ({ state }) =>
  state === 'Bad' ? { failure: { error: 'Bad', cause: 'why' } } : undefined;

const branch = (name: string, state: JsonObject): JsonObject => ({
  StartAt: name,
  States: { [name]: state },
});

const PASS = { Type: 'Pass', End: true };
const taskOf = (resource: string, fields: JsonObject = {}): JsonObject =>
  jsonata({ Call: { Type: 'Task', Resource: resource, End: true, ...fields } });

describe('the event before', () => {
  it('is none for the first state', async () => {
    const { history } = await drive(jsonata({ Only: PASS }));
    expect(chain(history)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 PassStateEntered',
      '3<2 PassStateExited',
      '4<3 ExecutionSucceeded',
    ]);
  });

  it('of the end of a parallel state is the last one of the branch that ended last', async () => {
    const Branches = [branch('One', PASS), branch('Two', PASS)];
    const { history } = await drive(jsonata({ Fork: { Type: 'Parallel', Branches, End: true } }));
    expect(chain(history).slice(1)).toEqual([
      '2<0 ParallelStateEntered',
      '3<2 ParallelStateStarted',
      '4<3 PassStateEntered',
      '5<3 PassStateEntered',
      '6<4 PassStateExited',
      '7<5 PassStateExited',
      '8<7 ParallelStateSucceeded',
      '9<7 ParallelStateExited',
      '10<9 ExecutionSucceeded',
    ]);
  });

  it('of the end of a map is the end of its last iteration', async () => {
    const document = jsonata({ Each: arrayMap(branch('In', PASS), { Items: [1] }) });
    expect(chain((await drive(document)).history).slice(2)).toEqual([
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted',
      '5<4 PassStateEntered',
      '6<5 PassStateExited',
      '7<6 MapIterationSucceeded',
      '8<7 MapStateSucceeded',
      '9<7 MapStateExited',
      '10<9 ExecutionSucceeded',
    ]);
  });

  it.each([
    ['ExecutionAborted', {}, [{ type: 'ExecutionStopped' }]],
    ['ExecutionTimedOut', { TimeoutSeconds: 9 }, []],
  ] as const)('is none for %s', async (type, fields, events) => {
    const document = { ...jsonata({ Hold: { Type: 'Wait', Seconds: 60, End: true } }), ...fields };
    const started = { type: 'ExecutionStarted', input: {} } as const;
    const { history } = await drive(document, { events: [started, ...events] });
    expect(chain(history)).toEqual(['1<0 ExecutionStarted', '2<0 WaitStateEntered', `3<0 ${type}`]);
  });
});

describe('a failure', () => {
  it('in a branch aborts the states beside it', async () => {
    const document = jsonata({
      Fork: {
        Type: 'Parallel',
        Branches: [
          branch('Slow', { ...TASK, End: true }),
          branch(
            'Each',
            arrayMap(branch('Hold', { Type: 'Wait', Seconds: 9, End: true }), { Items: [1] }),
          ),
          branch('Bad', { ...TASK, End: true }),
        ],
        Catch: [{ ErrorEquals: ['Bad'], Next: 'Done' }],
        End: true,
      },
      Done: PASS,
    });
    const { history } = await drive(document, { answers: answer });
    const failed = history.findIndex(({ type }) => type === 'LambdaFunctionFailed');
    const { id = 0 } = history[failed] ?? {};
    expect(chain(history.slice(failed + 1))).toEqual([
      expect.stringMatching(/TaskStateAborted$/),
      expect.stringMatching(/WaitStateAborted$/),
      expect.stringMatching(/MapIterationAborted$/),
      expect.stringMatching(/MapStateAborted$/),
      `${id + 5}<${id} ParallelStateFailed`,
      `${id + 6}<${id + 5} ParallelStateExited`,
      `${id + 7}<${id + 6} PassStateEntered`,
      `${id + 8}<${id + 7} PassStateExited`,
      `${id + 9}<${id + 8} ExecutionSucceeded`,
    ]);
  });

  it('in an iteration fails it, and the map, without more words', async () => {
    const document = jsonata({
      Each: arrayMap(branch('Bad', { ...TASK, End: true }), { Items: [1] }),
    });
    const { history } = await drive(document, { answers: answer });
    expect(chain(history).slice(-4)).toEqual([
      '8<7 LambdaFunctionFailed',
      '9<8 MapIterationFailed',
      '10<8 MapStateFailed',
      '11<10 ExecutionFailed',
    ]);
    expect(detailsOf(history, 'MapStateFailed')).toBeUndefined();
  });

  it('that nothing catches ends the execution wherever it is', async () => {
    const choice = { Type: 'Choice', Choices: [{ Condition: false, Next: 'Never' }] };
    const document = jsonata({
      Fork: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'Which', States: { Which: choice, Never: PASS } }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }],
        End: true,
      },
      Done: PASS,
    });
    const { history, state } = await drive(document);
    expect(chain(history).slice(2)).toEqual([
      '3<2 ParallelStateStarted',
      '4<3 ChoiceStateEntered',
      '5<4 ExecutionFailed',
    ]);
    expect(state.failure?.error).toBe('States.Runtime');
  });

  it('of an expression tells where it stands, in a catcher too', async () => {
    const bad = '{% $states.errorOutput.No %}';
    const document = jsonata({
      Bad: {
        ...TASK,
        Catch: [{ ErrorEquals: ['Bad'], Output: { a: bad }, Next: 'Done' }],
        End: true,
      },
      Done: PASS,
    });
    const { history, state } = await drive(document, { answers: answer });
    expect(detailsOf(history, 'EvaluationFailed')).toEqual({
      name: 'evaluationFailedEventDetails',
      value: { ...state.failure, state: 'Bad', location: 'Catch[0]/Output/a' },
    });
  });
});

describe('a task', () => {
  const scheduled = async (document: JsonObject): Promise<Json | undefined> => {
    const { history } = await drive(document);
    return history.find(({ type }) => type === 'TaskScheduled')?.details?.value;
  };

  it.each([
    ['sqs:sendMessage.waitForTaskToken', 'sqs', 'sendMessage.waitForTaskToken'],
    ['states:startExecution.sync:2', 'states', 'startExecution.sync:2'],
    ['aws-sdk:s3:getObject', 'aws-sdk:s3', 'getObject'],
    ['http:invoke', 'http', 'invoke'],
  ])('of %s has a service and a call', async (name, resourceType, resource) => {
    expect(await scheduled(taskOf(`arn:aws:states:::${name}`))).toMatchObject({
      resourceType,
      resource,
      region: 'local',
      parameters: '{}',
    });
  });

  it('tells whose role it takes', async () => {
    const Credentials = { RoleArn: "{% 'arn:aws:iam::1:role/' & 'other' %}" };
    const document = taskOf('arn:aws:states:::sns:publish', { Credentials });
    expect(await scheduled(document)).toMatchObject({
      taskCredentials: { roleArn: 'arn:aws:iam::1:role/other' },
    });
  });

  it('that is an activity has events of its own', async () => {
    const document = taskOf('arn:aws:states:local:0:activity:approve', { HeartbeatSeconds: 5 });
    const { history } = await drive(document);
    expect(chain(history).slice(2)).toEqual([
      '3<2 ActivityScheduled',
      '4<3 ActivityStarted',
      '5<4 ActivityTimedOut',
      '6<5 ExecutionFailed',
    ]);
    expect(detailsOf(history, 'ActivityScheduled')).toEqual({
      name: 'activityScheduledEventDetails',
      value: {
        resource: 'arn:aws:states:local:0:activity:approve',
        input: '{}',
        inputDetails: { truncated: false },
        heartbeatInSeconds: 5,
      },
    });
    expect(detailsOf(history, 'ActivityTimedOut')).toEqual({
      name: 'activityTimedOutEventDetails',
      value: { error: 'States.HeartbeatTimeout' },
    });
  });
});

describe('a map run', () => {
  const document = jsonata({
    Each: arrayMap(
      {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        ...branch('In', PASS),
      },
      { Items: [1, 2] },
    ),
  });
  const started = { type: 'ExecutionStarted', input: {} } as const;
  const run = {
    mapRunArn: expect.stringMatching(/^arn:aws:states:local:000000000000:mapRun:machine\/Each:/),
  };

  it('names itself when it begins, and says no more when it succeeds', async () => {
    const ended = { type: 'MapRunSucceeded', mapRun: '1', output: [1, 2] } as const;
    const { history } = await drive(document, { events: [started, ended] });
    expect(chain(history).slice(1)).toEqual([
      '2<0 MapStateEntered',
      '3<2 MapStateStarted',
      '4<3 MapRunStarted',
      '5<4 MapRunSucceeded',
      '6<4 MapStateSucceeded',
      '7<4 MapStateExited',
      '8<7 ExecutionSucceeded',
    ]);
    expect(detailsOf(history, 'MapRunStarted')).toEqual({
      name: 'mapRunStartedEventDetails',
      value: run,
    });
    expect(detailsOf(history, 'MapRunSucceeded')).toBeUndefined();
  });

  it('has the label of its state in its name', async () => {
    const States = document.States as { Each: JsonObject };
    const { history } = await drive(jsonata({ Each: { ...States.Each, Label: 'shards' } }));
    expect(JSON.stringify(detailsOf(history, 'MapRunStarted'))).toContain(':machine/shards:');
  });

  it('tells why it failed, and how often it was redriven', async () => {
    const failure = { error: 'States.ExceedToleratedFailureThreshold', cause: 'too many' };
    const failed = { type: 'MapRunFailed', mapRun: '1', ...failure } as const;
    const redriven = { type: 'ExecutionRedriven' } as const;
    const events = [started, failed, redriven, failed, redriven];
    const { history } = await drive(document, { events });
    expect(detailsOf(history, 'MapRunFailed')).toEqual({
      name: 'mapRunFailedEventDetails',
      value: failure,
    });
    expect(history.at(-1)?.details).toEqual({
      name: 'mapRunRedrivenEventDetails',
      value: { ...run, redriveCount: 2 },
    });
  });
});
