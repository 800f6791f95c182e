import { describe, expect, it } from 'vitest';
import type { StateMachine } from '../document/states.ts';
import { ExecutionStatusError, UnknownTaskError } from '../errors.ts';
import type { TaskContext, TaskHandler } from '../ports.ts';
import { startExecution } from './execute.ts';
import { readHistory } from './read-history.ts';
import { functionArn, mapDocument, recordsOf, testOptions } from './testing/documents.ts';
import { virtualClock } from './virtual-clock.ts';

const oneTask = (fields: object = {}): StateMachine => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Work',
  States: { Work: { Type: 'Task', Resource: functionArn('work'), End: true, ...fields } },
});

const run = async (machine: StateMachine, work: TaskHandler, input = {}) => {
  const options = testOptions(machine, { work });
  const execution = await startExecution(input, options);
  return { result: await execution.result, options };
};

class ShardError extends Error {
  override readonly name = 'ShardError';
}

describe('startExecution', () => {
  it('gives the answer of the last state', async () => {
    const { result } = await run(oneTask(), async (input) => ({ seen: input }), { a: 1 });
    expect(result).toEqual({ status: 'SUCCEEDED', output: { seen: { a: 1 } } });
  });

  it('retries in virtual time, with the attempt told to the handler', async () => {
    const attempts: number[] = [];
    const clock = virtualClock({ start: 0 });
    const machine = oneTask({
      Retry: [{ ErrorEquals: ['ShardError'], IntervalSeconds: 86_400, MaxAttempts: 2 }],
    });
    const work: TaskHandler = async (_, { attempt }) => {
      attempts.push(attempt);
      if (attempt < 2) throw new ShardError('not yet');
      return clock.now();
    };
    const execution = await startExecution({}, testOptions(machine, { work }, { clock }));
    expect(await execution.result).toEqual({ status: 'SUCCEEDED', output: 3 * 86_400_000 });
    expect(attempts).toEqual([0, 1, 2]);
  });

  it('fails with the name and the message of what a function throws', async () => {
    const { result } = await run(oneTask(), () => Promise.reject(new ShardError('lost')));
    expect(result).toEqual({
      status: 'FAILED',
      error: 'ShardError',
      cause: '{"errorType":"ShardError","errorMessage":"lost"}',
    });
  });

  it('tells nobody what became of a function that is invoked as an event', async () => {
    const machine = oneTask({
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'work', InvocationType: 'Event', Payload: 7 },
      Output: '{% $states.result.StatusCode %}',
    });
    const inputs: unknown[] = [];
    const good = await run(machine, async (input) => inputs.push(input));
    const bad = await run(machine, () => Promise.reject(new ShardError('lost')));
    expect(good.result).toEqual({ status: 'SUCCEEDED', output: 202 });
    expect(bad.result).toEqual(good.result);
    expect(inputs).toEqual([7]);
  });

  it('aborts the signal of a task whose time is over', async () => {
    const clock = virtualClock();
    let signal: AbortSignal | undefined;
    const work: TaskHandler = async (_, context) => {
      signal = context.signal;
      await clock.sleep(Number.POSITIVE_INFINITY, context.signal);
      return null;
    };
    const machine = oneTask({ TimeoutSeconds: 60 });
    const execution = await startExecution({}, testOptions(machine, { work }, { clock }));
    expect(await execution.result).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(signal?.aborted).toBe(true);
    expect(clock.now()).toBe(60_000);
  });

  it.each([
    ['no sign of life', 0, { status: 'FAILED', error: 'States.HeartbeatTimeout' }],
    ['signs of life', 8, { status: 'SUCCEEDED' }],
  ])('ends a task by its heartbeat: %s', async (_, beats, expected) => {
    const clock = virtualClock();
    const work: TaskHandler = async (_input, { heartbeat, signal }) => {
      for (let beat = 0; beat < beats; beat++) {
        await clock.sleep(3000, signal);
        heartbeat();
      }
      if (beats === 0) await clock.sleep(30_000, signal);
      return null;
    };
    const machine = oneTask({ HeartbeatSeconds: 5 });
    const execution = await startExecution({}, testOptions(machine, { work }, { clock }));
    expect(await execution.result).toMatchObject(expected);
  });

  it('fails a computed function that nobody is', async () => {
    const machine = oneTask({
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: '{% $states.input.name %}' },
    });
    const { result } = await run(machine, async () => null, { name: 'nobody' });
    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'Lambda.ResourceNotFoundException',
    });
  });

  it('refuses unknown tasks before anything is journaled', async () => {
    const options = testOptions(oneTask(), {});
    await expect(startExecution({}, options)).rejects.toThrow(UnknownTaskError);
    expect(await recordsOf(options.journal)).toEqual([]);
  });

  it('refuses a journal that holds an execution', async () => {
    const options = testOptions(oneTask(), { work: async () => null });
    await (await startExecution({}, options)).result;
    await expect(startExecution({}, options)).rejects.toThrow(ExecutionStatusError);
  });

  it('stops what is under way', async () => {
    const clock = virtualClock();
    const contexts: TaskContext[] = [];
    const work: TaskHandler = async (_, context) => {
      contexts.push(context);
      await clock.sleep(Number.POSITIVE_INFINITY, context.signal);
      return null;
    };
    const execution = await startExecution({}, testOptions(oneTask(), { work }, { clock }));
    await execution.stop({ error: 'Enough', cause: 'a person said so' });
    expect(await execution.result).toEqual({
      status: 'ABORTED',
      error: 'Enough',
      cause: 'a person said so',
    });
    expect(contexts[0]?.signal.aborted).toBe(true);
    await execution.stop();
  });

  it('tells the history as it happens, as it is read later', async () => {
    const told: unknown[] = [];
    const options = testOptions(
      oneTask(),
      { work: async () => 1 },
      {
        onHistory: (event, execution) => told.push([execution, event]),
      },
    );
    await (await startExecution({}, options)).result;
    const { status, result, events } = await readHistory(options);
    expect([status, result]).toEqual(['SUCCEEDED', { status: 'SUCCEEDED', output: 1 }]);
    expect(events.map((event) => ['', event])).toEqual(told);
    expect(events.at(-1)?.type).toBe('ExecutionSucceeded');
  });

  it('reads the history of children by their paths', async () => {
    const options = testOptions(mapDocument(), { shard: async (input) => ({ done: input }) });
    await (await startExecution(['a', 'b'], options)).result;
    const { mapRuns } = await readHistory(options);
    expect(mapRuns).toEqual([
      {
        mapRun: expect.stringMatching(/^\/\d+$/),
        state: 'Shards',
        status: 'SUCCEEDED',
        total: 2,
        succeeded: 2,
        failed: 0,
        aborted: 0,
        running: 0,
        pending: 0,
      },
    ]);
    const child = await readHistory({ ...options, execution: `${mapRuns[0]?.mapRun}/1` });
    expect(child.result).toEqual({ status: 'SUCCEEDED', output: { done: 'b' } });
    const missing = readHistory({ ...options, execution: `${mapRuns[0]?.mapRun}/2` });
    await expect(missing).rejects.toThrow(ExecutionStatusError);
    await expect(readHistory({ ...options, execution: '/99/0' })).rejects.toThrow(
      ExecutionStatusError,
    );
  });
});
