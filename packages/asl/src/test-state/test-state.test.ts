import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import type { TestStateRequest } from './request.ts';
import { testState } from './test-state.ts';

const jsonata = (state: JsonObject): JsonObject => ({ QueryLanguage: 'JSONata', ...state });

const task = jsonata({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'price', Payload: '{% $states.input.cost %}' },
  Output: '{% $states.result.Payload + $surcharge %}',
  Assign: { price: '{% $states.result.Payload %}' },
  Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 2 }],
  Catch: [
    { ErrorEquals: ['NotFound'], Next: 'Ask' },
    { ErrorEquals: ['States.ALL'], Next: 'Ask', Output: '{% $states.errorOutput.Error %}' },
  ],
  Next: 'Pay',
});
const variables = { surcharge: 5 };
const inspected = { inspectionLevel: 'DEBUG' } as const;

describe(testState, () => {
  it('tells what a task asks for, gives, assigns and leads to', async () => {
    const mock = { result: { Payload: 10 } };
    const request = { definition: task, input: { cost: 7 }, variables, mock, ...inspected };
    expect(await testState(request)).toEqual({
      status: 'SUCCEEDED',
      output: 15,
      nextState: 'Pay',
      inspectionData: {
        input: { cost: 7 },
        afterArguments: { FunctionName: 'price', Payload: 7 },
        result: { Payload: 10 },
        variables: { surcharge: 5, price: 10 },
      },
    });
  });

  it('tells no details unless asked', async () => {
    const mock = { result: { Payload: 10 } };
    const result = await testState({ definition: task, input: { cost: 7 }, variables, mock });
    expect(result).not.toHaveProperty('inspectionData');
  });

  it('tells the wait before a retry, and what comes after the last one', async () => {
    const after = (retrierRetryCount: number) =>
      testState({
        definition: task,
        input: { cost: 7 },
        mock: { errorOutput: { error: 'Busy', cause: 'too many' } },
        stateConfiguration: { retrierRetryCount },
        ...inspected,
      });
    const failure = { error: 'Busy', cause: 'too many' };
    expect(await after(1)).toMatchObject({
      status: 'RETRIABLE',
      ...failure,
      inspectionData: { errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 6 } },
    });
    expect(await after(2)).toMatchObject({
      status: 'CAUGHT_ERROR',
      ...failure,
      output: 'Busy',
      nextState: 'Ask',
      inspectionData: { errorDetails: { retryIndex: 0, catchIndex: 1 } },
    });
  });

  it('tells catchers apart that lead to the same state', async () => {
    const mock = { errorOutput: { error: 'NotFound', cause: '' } };
    const result = await testState({ definition: task, input: { cost: 7 }, mock, ...inspected });
    expect(result).toMatchObject({
      status: 'CAUGHT_ERROR',
      nextState: 'Ask',
      output: { Error: 'NotFound', Cause: '' },
      inspectionData: { errorDetails: { catchIndex: 0 } },
    });
  });

  it('fails with an expression that fails, before and after the answer', async () => {
    const mock = { result: { Payload: 10 } };
    const { Catch: _, ...uncaught } = task;
    const failed = { status: 'FAILED', error: 'States.QueryEvaluationError' };
    // Without the variable that Output needs.
    expect(await testState({ definition: uncaught, input: { cost: 7 }, mock })).toMatchObject({
      ...failed,
      cause: expect.stringContaining("field 'Output'"),
    });
    const early = await testState({
      definition: uncaught,
      input: {},
      variables,
      mock,
      ...inspected,
    });
    expect(early).toMatchObject({
      ...failed,
      cause: expect.stringContaining("'Arguments/Payload'"),
    });
    expect(early.inspectionData).not.toHaveProperty('afterArguments');
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['a state that leads to itself', { Type: 'Pass', Next: 'State' }, { nextState: 'State' }],
    [
      'a choice',
      {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.n > 1 %}', Next: 'A' }],
        Default: 'B',
      },
      { nextState: 'A' },
    ],
    ['a wait, without waiting', { Type: 'Wait', Seconds: 1000, Next: 'C' }, { nextState: 'C' }],
    ['a success', { Type: 'Succeed', Output: 'done' }, { output: 'done' }],
  ])('knows %s', async (_, state, expected) => {
    const definition = { QueryLanguage: 'JSONata', StartAt: 'State', States: { State: state } };
    const result = await testState({ definition, stateName: 'State', input: { n: 2 } });
    expect(result).toMatchObject({ status: 'SUCCEEDED', ...expected });
  });

  it('knows a failure', async () => {
    const definition = jsonata({
      Type: 'Fail',
      Error: 'Bad',
      Cause: '{% "so " & $states.input.why %}',
    });
    const result = await testState({ definition, input: { why: 'it is' } });
    expect(result).toEqual({ status: 'FAILED', error: 'Bad', cause: 'so it is' });
  });

  it('answers for each branch of a parallel state, and for the one that fails', async () => {
    const branch = (name: string) => ({
      StartAt: name,
      States: { [name]: { Type: 'Pass', End: true } },
    });
    const definition = jsonata({
      Type: 'Parallel',
      Branches: [branch('A'), branch('B')],
      Output: '{% $sum($states.result) %}',
      Catch: [{ ErrorEquals: ['Lost'], Next: 'Find' }],
      End: true,
    });
    const good = await testState({ definition, mock: { result: [1, 2] } });
    expect(good).toEqual({ status: 'SUCCEEDED', output: 3 });
    const lost = await testState({
      definition,
      mock: { errorOutput: { error: 'Lost' } },
      stateConfiguration: { errorCausedByState: 'B' },
    });
    expect(lost).toMatchObject({ status: 'CAUGHT_ERROR', error: 'Lost', nextState: 'Find' });
  });

  describe('of a map', () => {
    const map = jsonata({
      Type: 'Map',
      Items: '{% $states.input %}',
      ItemSelector: { item: '{% $states.context.Map.Item.Value * $factor %}' },
      ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { of: 'many' } },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'One',
        States: { One: { Type: 'Pass', End: true } },
      },
      MaxConcurrency: 7,
      ToleratedFailurePercentage: 40,
      End: true,
    });
    const test = (request: Omit<TestStateRequest, 'definition'>) =>
      testState({ definition: map, input: [1, 2, 3], variables: { factor: 10 }, ...request });

    it('tells what its iterations get', async () => {
      const result = await test({ mock: { result: ['a', 'b'] }, ...inspected });
      expect(result).toEqual({
        status: 'SUCCEEDED',
        output: ['a', 'b'],
        inspectionData: {
          input: [1, 2, 3],
          afterItemSelector: [{ item: 10 }, { item: 20 }, { item: 30 }],
          afterItemBatcher: [
            { BatchInput: { of: 'many' }, Items: [{ item: 10 }, { item: 20 }] },
            { BatchInput: { of: 'many' }, Items: [{ item: 30 }] },
          ],
          maxConcurrency: 7,
          toleratedFailurePercentage: 40,
          variables: { factor: 10 },
        },
      });
    });

    it('judges failures by their share', async () => {
      const after = (mapIterationFailureCount: number) =>
        test({ mock: { result: [1] }, stateConfiguration: { mapIterationFailureCount } });
      expect(await after(1)).toMatchObject({ status: 'SUCCEEDED' });
      expect(await after(2)).toMatchObject({
        status: 'FAILED',
        error: 'States.ExceedToleratedFailureThreshold',
      });
    });
  });

  it('has a context object, and takes members of another one', async () => {
    const definition = jsonata({ Type: 'Pass', Output: '{% $states.context %}', End: true });
    const context = { Execution: { Id: 'mine' }, Map: { Item: { Index: 3, Value: 'x' } } };
    const enteredAt = Date.parse('2025-01-02T03:04:05.678Z');
    const { output } = await testState({
      definition,
      input: 1,
      context,
      enteredAt,
      roleArn: 'role',
    });
    expect(output).toEqual({
      Execution: {
        Id: 'mine',
        Input: 1,
        Name: 'test-state',
        RoleArn: 'role',
        StartTime: '2025-01-02T03:04:05.678Z',
      },
      StateMachine: {
        Id: 'arn:aws:states:us-east-1:123456789012:stateMachine:TestState',
        Name: 'TestState',
      },
      State: { Name: 'StateName', EnteredTime: '2025-01-02T03:04:05.678Z' },
      Map: { Item: { Index: 3, Value: 'x' } },
    });
  });

  it.each<[string, Partial<TestStateRequest>, RegExp]>([
    ['no mock', {}, /^mock: is needed/],
    ['two mocks', { mock: { result: 1, errorOutput: {} } }, /^mock: needs either/],
    [
      'a mock for nothing',
      { definition: jsonata({ Type: 'Succeed' }), mock: { result: 1 } },
      /^mock: is of no use/,
    ],
    [
      'a result that is too large',
      { mock: { result: 'x'.repeat(262_143) } },
      /^mock.result: has 262145 bytes/,
    ],
    ['an unknown state', { stateName: 'X' }, /^stateName: there is no state "X"; there are none/],
    ['text that is no object', { definition: '[]' }, /^definition: is no JSON object/],
    [
      'failed iterations of a task',
      { mock: { result: 1 }, stateConfiguration: { mapIterationFailureCount: 1 } },
      /^stateConfiguration.mapIterationFailureCount: is for Map/,
    ],
    [
      'items of a task',
      { mock: { result: 1 }, stateConfiguration: { mapItemReaderData: [] } },
      /^stateConfiguration.mapItemReaderData: is for Map/,
    ],
    [
      'the error of a state that is not inside',
      { mock: { errorOutput: {} }, stateConfiguration: { errorCausedByState: 'Y' } },
      /^stateConfiguration.errorCausedByState: there is no state "Y"/,
    ],
  ])('refuses %s', async (_, request, message) => {
    await expect(testState({ definition: task, ...request })).rejects.toMatchObject({
      name: 'TestStateError',
      message: expect.stringMatching(message),
    });
  });

  it('refuses a state that cannot be run', async () => {
    const unknown = jsonata({ Type: 'Jump', Next: 'X' });
    await expect(testState({ definition: unknown })).rejects.toMatchObject({
      name: 'DocumentError',
    });
    const broken = jsonata({ Type: 'Wait', Next: 'X' });
    await expect(testState({ definition: broken })).rejects.toMatchObject({
      name: 'DocumentError',
    });
  });
});
