import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import { retryDelay } from './fail.ts';
import { type Answers, drive, jsonata, told } from './testing/drive.ts';

const TASK = { Type: 'Task', Resource: 'arn:aws:lambda:local:0:function:work', End: true };
const work = (fields: JsonObject): JsonObject => jsonata({ Work: { ...TASK, ...fields } });
const failing =
  (times: number, error = 'StoreError'): Answers =>
  ({ attempt }) =>
    attempt < times ? { failure: { error, cause: 'full' } } : { output: attempt };

describe('retries', () => {
  it('waits longer each time, and tells the attempt', async () => {
    const document = work({ Retry: [{ ErrorEquals: ['StoreError'], IntervalSeconds: 2 }] });
    const { state, elapsed, commands } = await drive(document, { answers: failing(3) });
    expect(state.output).toBe(3);
    expect(elapsed).toBe(1000 * (2 + 4 + 8));
    expect(commands.filter(({ type }) => type === 'schedule-task')).toMatchObject([
      { attempt: 0, task: '1' },
      { attempt: 1 },
      { attempt: 2 },
      { attempt: 3 },
    ]);
  });

  it('gives up after MaxAttempts with the last error', async () => {
    const document = work({ Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }] });
    const { state, history } = await drive(document, { answers: failing(9) });
    expect(state).toMatchObject({
      status: 'FAILED',
      failure: { error: 'StoreError', cause: 'full' },
    });
    expect(told(history).filter((line) => line === 'LambdaFunctionFailed')).toHaveLength(3);
    expect(told(history).filter((line) => line === 'TaskStateEntered Work')).toHaveLength(1);
  });

  it('counts for each retrier on its own', async () => {
    const document = work({
      Retry: [
        { ErrorEquals: ['A'], MaxAttempts: 2 },
        { ErrorEquals: ['B'], MaxAttempts: 2 },
      ],
    });
    const errors = ['A', 'B', 'A', 'B', 'A'];
    const answers: Answers = ({ attempt }) => ({ failure: { error: errors[attempt] ?? '' } });
    const { commands, state } = await drive(document, { answers });
    expect(commands.filter(({ type }) => type === 'schedule-task')).toHaveLength(5);
    expect(state.failure?.error).toBe('A');
  });

  it.each([
    ['States.TaskFailed', 'StoreError', true],
    ['States.TaskFailed', 'States.Timeout', false],
    ['States.Timeout', 'States.HeartbeatTimeout', true],
    ['States.ALL', 'States.DataLimitExceeded', false],
    ['States.ALL', 'States.Runtime', false],
    ['States.ALL', 'States.Timeout', true],
    ['Other', 'StoreError', false],
  ])('%s takes %s: %s', async (name, error, isTaken) => {
    const document = work({ Retry: [{ ErrorEquals: [name], MaxAttempts: 1 }] });
    const { state } = await drive(document, { answers: failing(1, error) });
    expect(state.status).toBe(isTaken ? 'SUCCEEDED' : 'FAILED');
  });

  it('never waits longer than MaxDelaySeconds, and with jitter never longer than without', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 1, max: 5, noNaN: true }),
        fc.integer({ min: 101, max: 10_000 }),
        fc.nat(50),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        (IntervalSeconds, BackoffRate, MaxDelaySeconds, before, drawn) => {
          const retrier = { ErrorEquals: ['A'], IntervalSeconds, BackoffRate, MaxDelaySeconds };
          const plain = retryDelay(retrier, before, drawn);
          const jittered = retryDelay({ ...retrier, JitterStrategy: 'FULL' }, before, drawn);
          expect(plain).toBeLessThanOrEqual(MaxDelaySeconds);
          expect(plain).toBeGreaterThanOrEqual(IntervalSeconds);
          expect(jittered).toBeLessThanOrEqual(plain);
        },
      ),
    );
  });
});

describe('time limits', () => {
  it('fails a task that does not answer, and calls it off', async () => {
    const { state, elapsed, commands, history } = await drive(work({ TimeoutSeconds: 7 }));
    expect(state.failure).toEqual({ error: 'States.Timeout' });
    expect(elapsed).toBe(7000);
    expect(commands).toContainEqual({ type: 'cancel-task', task: '1' });
    expect(told(history)).toContain('LambdaFunctionTimedOut');
  });

  it('fails a task whose heart stops, and lets one live that beats', async () => {
    const document = work({ HeartbeatSeconds: 5, TimeoutSeconds: 60 });
    const silent = await drive(document);
    expect(silent.state.failure?.error).toBe('States.HeartbeatTimeout');
    expect(silent.elapsed).toBe(5000);
    const beaten = await drive(document, {
      events: [
        { type: 'ExecutionStarted', input: {} },
        { type: 'TaskHeartbeat', task: '1' },
        { type: 'TaskSucceeded', task: '1', output: 'done' },
      ],
    });
    expect(beaten.state.output).toBe('done');
  });

  it('ends an execution at its own limit', async () => {
    const document = { ...work({}), TimeoutSeconds: 3 };
    const { state, elapsed, history } = await drive(document);
    expect(state.status).toBe('TIMED_OUT');
    expect(elapsed).toBe(3000);
    expect(told(history).at(-1)).toBe('ExecutionTimedOut');
  });
});
