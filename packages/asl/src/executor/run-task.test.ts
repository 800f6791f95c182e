import { describe, expect, it } from 'vitest';
import { TaskFailure } from '../errors.ts';
import type { Json } from '../json.ts';
import type { TaskContext, TaskHandler } from '../ports.ts';
import { runTask } from './run-task.ts';

const context: TaskContext = {
  signal: new AbortController().signal,
  heartbeat: () => undefined,
  task: 'Work#1',
  attempt: 0,
  state: 'S',
  execution: '',
  isRepeated: false,
};

const run = (handler: TaskHandler, { isFunction = false, input = null as Json } = {}) =>
  runTask({ handler, repeatable: true, isFunction, input, wrap: (answer) => answer }, context);

class ShardError extends Error {
  override readonly name = 'ShardError';
}

describe('runTask', () => {
  it.each([
    ['a plain error', new Error('broken'), { error: 'Error', cause: 'broken' }],
    ['an error with a name', new ShardError('lost'), { error: 'ShardError', cause: 'lost' }],
    ['text', 'oops', { error: 'Error', cause: 'oops' }],
    ['an exact failure', new TaskFailure('E', '{"a": 1}'), { error: 'E', cause: '{"a": 1}' }],
  ])('takes the name for the error, and the message for the cause: %s', async (_, thrown, want) => {
    expect(await run(() => Promise.reject(thrown))).toEqual(want);
  });

  it('gives functions a cause in JSON, without places in files', async () => {
    const failed = await run(() => Promise.reject(new ShardError('lost')), { isFunction: true });
    expect(failed).toEqual({
      error: 'ShardError',
      cause: '{"errorType":"ShardError","errorMessage":"lost"}',
    });
  });

  it('leaves an exact failure of a function as it is', async () => {
    const thrown = new TaskFailure('E', 'c');
    expect(await run(() => Promise.reject(thrown), { isFunction: true })).toEqual({
      error: 'E',
      cause: 'c',
    });
  });

  it('catches what a handler throws before its first wait', async () => {
    const failed = await run(() => {
      throw new ShardError('at once');
    });
    expect(failed).toEqual({ error: 'ShardError', cause: 'at once' });
  });

  it('shortens causes to what AWS keeps', async () => {
    const failed = await run(() => Promise.reject(new Error('x'.repeat(50_000))));
    expect('cause' in failed && failed.cause.length).toBe(32_768);
  });

  it.each([
    [undefined, null],
    [{ a: undefined, b: new Date(0) }, { b: '1970-01-01T00:00:00.000Z' }],
    [
      [Number.NaN, -0],
      [null, 0],
    ],
  ])('answers what JSON would keep of %j', async (answer, output) => {
    expect(await run(async () => answer as unknown as Json)).toEqual({ output });
  });

  it('fails when the answer cannot be JSON', async () => {
    const failed = await run(async () => 1n as unknown as Json);
    expect(failed).toMatchObject({ error: 'Runtime.MarshalError' });
  });

  it('keeps the input from being changed', async () => {
    const input = { rows: [1, 2] };
    await run(
      async (given) => {
        (given as { rows: number[] }).rows.push(3);
        return null;
      },
      { input },
    );
    expect(input).toEqual({ rows: [1, 2] });
  });
});
