import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { LIMITS } from '../limits.ts';
import { emptyState } from './state.ts';
import { step } from './step.ts';
import {
  type Answers,
  arrayMap,
  drive,
  factsOf,
  jsonata,
  START,
  TASK,
  told,
} from './testing/drive.ts';

const PASS = { Type: 'Pass', End: true };
const failWith =
  (error: string): Answers =>
  () => ({ failure: { error, cause: 'why' } });
describe('a step', () => {
  it('gives the same answer again', async () => {
    const facts = factsOf(
      jsonata({
        Draw: {
          Type: 'Pass',
          Assign: { first: '{% $uuid() %}' },
          Output: ['{% $uuid() %}', '{% $random() %}', '{% $now() %}'],
          End: true,
        },
      }),
    );
    const event = { type: 'ExecutionStarted', input: {} } as const;
    const once = await step(facts, emptyState, event, START);
    expect(await step(facts, emptyState, event, START)).toEqual(once);
    const output = once.state.output as Json[];
    expect(output[0]).not.toBe(once.state.flows['0']?.variables.first);
  });

  it('passes over events that nothing waits for', async () => {
    const document = jsonata({ Work: { ...TASK, End: true } });
    const facts = factsOf(document);
    const { state } = await drive(document);
    for (const event of [
      { type: 'TaskSucceeded', task: '99', output: 1 },
      { type: 'TimerFired', timer: '99' },
      { type: 'MapRunSucceeded', mapRun: '99', output: 1 },
      { type: 'ExecutionStarted', input: 2 },
      { type: 'ExecutionRedriven' },
    ] as const) {
      const answer = await step(facts, state, event, START);
      expect(answer).toEqual({ state, commands: [], history: [] });
    }
  });

  it('numbers its history without gaps, each event after its predecessor', async () => {
    const document = jsonata({
      Fork: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'A', States: { A: { ...TASK, End: true } } },
          {
            StartAt: 'B',
            States: { B: arrayMap({ StartAt: 'C', States: { C: PASS } }, { Items: [1, 2, 3] }) },
          },
        ],
        End: true,
      },
    });
    const { history, state } = await drive(document, { answers: () => ({ output: 1 }) });
    expect(state.output).toEqual([1, [1, 2, 3]]);
    expect(history.map(({ id }) => id)).toEqual(history.map((_, index) => index + 1));
    for (const { id, previousEventId } of history) expect(previousEventId).toBeLessThan(id);
  });
});

describe('variables', () => {
  it('are evaluated with the output from one snapshot', async () => {
    const document = jsonata({
      One: { Type: 'Pass', Assign: { x: 1 }, Next: 'Two' },
      Two: {
        Type: 'Pass',
        Assign: { x: '{% $x + 1 %}', y: '{% $x %}' },
        Output: '{% $x %}',
        Next: 'Three',
      },
      Three: { Type: 'Pass', Output: '{% [$states.input, $x, $y] %}', End: true },
    });
    expect((await drive(document)).state.output).toEqual([1, 2, 1]);
  });

  it('of an outer flow are seen inside, those of an inner one are gone outside', async () => {
    const inner = {
      In: { Type: 'Pass', Assign: { own: '{% $outer & "!" %}' }, Next: 'Out' },
      Out: { Type: 'Pass', Output: '{% $own %}', End: true },
    };
    const document = jsonata({
      Set: { Type: 'Pass', Assign: { outer: 'seen' }, Next: 'Each' },
      Each: {
        ...arrayMap({ StartAt: 'In', States: inner }, { Items: [1, 2] }),
        Output: '{% {"result": $states.result, "own": $exists($own)} %}',
      },
    });
    expect((await drive(document)).state.output).toEqual({
      result: ['seen!', 'seen!'],
      own: false,
    });
  });
});

describe('failures', () => {
  it('are caught with their error and cause', async () => {
    const document = jsonata({
      Work: {
        ...TASK,
        Next: 'Never',
        Catch: [
          { ErrorEquals: ['Other'], Next: 'Never' },
          {
            ErrorEquals: ['States.ALL'],
            Assign: { seen: '{% $states.errorOutput.Error %}' },
            Output: '{% $states.errorOutput.Cause %}',
            Next: 'Tell',
          },
        ],
      },
      Tell: { Type: 'Pass', Output: '{% [$states.input, $seen] %}', End: true },
      Never: { Type: 'Fail' },
    });
    const { state } = await drive(document, { answers: failWith('StoreError') });
    expect(state.output).toEqual(['why', 'StoreError']);
  });

  it('in a branch stop the others and fail the parallel state, which may catch them', async () => {
    const document = jsonata({
      Fork: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Slow', States: { Slow: { ...TASK, TimeoutSeconds: 60, End: true } } },
          { StartAt: 'Bad', States: { Bad: { Type: 'Fail', Error: 'Bad', Cause: 'said so' } } },
        ],
        Catch: [{ ErrorEquals: ['Bad'], Next: 'Done' }],
        End: true,
      },
      Done: PASS,
    });
    const { state, commands } = await drive(document);
    expect(state.output).toEqual({ Error: 'Bad', Cause: 'said so' });
    expect(commands.filter(({ type }) => type.startsWith('cancel'))).toHaveLength(2);
    expect(Object.keys(state.flows)).toEqual(['0']);
  });

  it('of expressions name the state, the event and the field', async () => {
    const document = jsonata({
      Sum: { Type: 'Pass', Output: { a: ['{% $nothing %}'] }, End: true },
    });
    const { state, history } = await drive(document);
    expect(state.failure).toEqual({
      error: 'States.QueryEvaluationError',
      cause:
        "An error occurred while executing the state 'Sum' (entered at the event id #2). The JSONata expression '$nothing' specified for the field 'Output/a[0]' returned nothing (undefined).",
    });
    expect(told(history)).toContain('EvaluationFailed Sum');
  });

  it('without a rule that matches name the choice', async () => {
    const document = jsonata({
      Which: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'Done' }] },
      Done: PASS,
    });
    expect((await drive(document)).state.failure).toEqual({
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'Which' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state.",
    });
  });
});

describe('an inline map', () => {
  it('keeps the order of its items and at most so many iterations at a time', async () => {
    const document = jsonata({
      Each: arrayMap(
        { StartAt: 'Work', States: { Work: { ...TASK, End: true } } },
        { Items: '{% $states.input %}', MaxConcurrency: 3 },
      ),
    });
    let open = 0;
    let most = 0;
    const waiting = await drive(document, {
      input: [1, 2, 3, 4, 5],
      answers: () => {
        open += 1;
        most = Math.max(most, open);
        return undefined;
      },
    });
    expect(most).toBe(3);
    expect(Object.keys(waiting.state.flows)).toHaveLength(4);
    const { state } = await drive(document, {
      input: [1, 2, 3, 4, 5],
      answers: ({ arguments: item }) => ({ output: Number(item) * 10 }),
    });
    expect(state.output).toEqual([10, 20, 30, 40, 50]);
  });
});

describe('a map over an object', () => {
  const each = (fields: JsonObject) =>
    jsonata({ Each: arrayMap({ StartAt: 'Same', States: { Same: PASS } }, fields) });

  it('has an iteration for each member', async () => {
    const members = [
      { Key: 'b', Value: 1 },
      { Key: 'a', Value: [2] },
    ];
    const input = { b: 1, a: [2] };
    expect((await drive(each({ Items: '{% $states.input %}' }), { input })).state.output).toEqual(
      members,
    );
    expect((await drive(each({}), { input })).state.output).toEqual(members);
    expect((await drive(each({ Items: {} }))).state.output).toEqual([]);
  });

  it('names the member in the context object', async () => {
    const item = '{% $states.context.Map.Item %}';
    const document = jsonata({
      Each: arrayMap(
        { StartAt: 'In', States: { In: { ...PASS, Output: ['{% $states.input %}', item] } } },
        { Items: { a: 5 }, ItemSelector: item },
      ),
    });
    const seen = { Index: 0, Key: 'a', Value: 5, Source: 'STATE_DATA' };
    expect((await drive(document)).state.output).toEqual([[seen, seen]]);
  });
});

describe('the selector of items', () => {
  it('draws other values for each item', async () => {
    const document = jsonata({
      Each: arrayMap(
        { StartAt: 'Same', States: { Same: PASS } },
        { Items: [1, 2, 3], ItemSelector: '{% $uuid() %}' },
      ),
    });
    const { state } = await drive(document);
    expect(new Set(state.output as string[]).size).toBe(3);
  });
});

describe('limits', () => {
  it('refuses payloads above 256 KiB, whatever catches all', async () => {
    const document = jsonata({
      Work: { ...TASK, End: true, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }] },
      Done: PASS,
    });
    const large = 'x'.repeat(LIMITS.payloadBytes - 2);
    expect((await drive(document, { answers: () => ({ output: large }) })).state.status).toBe(
      'SUCCEEDED',
    );
    const { state } = await drive(document, { answers: () => ({ output: `${large}x` }) });
    expect(state.failure).toEqual({
      error: 'States.DataLimitExceeded',
      cause:
        "The state/task 'Work' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });

  it('counts bytes of UTF-8, not characters', async () => {
    const document = jsonata({ Work: { ...TASK, End: true } });
    const { state } = await drive(document, { answers: () => ({ output: 'é'.repeat(131_072) }) });
    expect(state.failure?.error).toBe('States.DataLimitExceeded');
  });

  it('refuses variables above 256 KiB', async () => {
    const document = jsonata({
      Set: { Type: 'Pass', Assign: { large: '{% $states.input & "xxx" %}' }, Output: 0, End: true },
    });
    const { state } = await drive(document, { input: 'x'.repeat(LIMITS.variableBytes - 2) });
    expect(state.failure?.error).toBe('States.DataLimitExceeded');
    expect(state.failure?.cause).toContain("'large'");
  });

  it('ends an execution whose history is full', async () => {
    const document = jsonata({
      Ping: { Type: 'Pass', Next: 'Pong' },
      Pong: {
        Type: 'Choice',
        Choices: [{ Condition: '{% true %}', Next: 'Ping' }],
        Default: 'Done',
      },
      Done: PASS,
    });
    const { state, history } = await drive(document);
    expect(history).toHaveLength(LIMITS.historyEvents);
    expect(history.at(-1)?.type).toBe('ExecutionFailed');
    expect(state.failure).toMatchObject({ error: 'States.Runtime' });
  });
});
