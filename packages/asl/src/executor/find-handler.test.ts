import { describe, expect, it } from 'vitest';
import type { StateMachine, TaskState } from '../document/states.ts';
import { UnknownTaskError } from '../errors.ts';
import type { TaskHandler } from '../ports.ts';
import { findHandler } from './find-handler.ts';
import { refuseUnknownTasks } from './unknown-tasks.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const ARN = 'arn:aws:lambda:local:000000000000:function:shard';
const shard: TaskHandler = async () => 'shard';
const other: TaskHandler = async () => 'other';

const call = (resource: string, given: TaskHandlerArguments = {}) =>
  ({ resource, pattern: 'request-response', arguments: given }) as const;
type TaskHandlerArguments = { readonly [key: string]: string | number };

describe('findHandler', () => {
  it.each([
    ['an ARN', ARN, { [ARN]: shard }],
    ['an ARN by its name', ARN, { shard }],
    ['an ARN with a qualifier', `${ARN}:live`, { [`${ARN}:live`]: shard, shard: other }],
    ['a qualifier that is not registered', `${ARN}:live`, { [ARN]: shard, shard: other }],
    [
      'an activity',
      'arn:aws:states:local:0:activity:a',
      {
        'arn:aws:states:local:0:activity:a': shard,
      },
    ],
    [
      'any service',
      'arn:aws:states:::sqs:sendMessage',
      {
        'arn:aws:states:::sqs:sendMessage': shard,
      },
    ],
  ])('finds %s, and gives the arguments and the answer as they are', (_, resource, tasks) => {
    const found = findHandler(call(resource, { a: 1 }), tasks);
    expect(found?.handler).toBe(shard);
    expect(found?.input).toEqual({ a: 1 });
    expect(found?.wrap('x')).toBe('x');
    expect(found?.repeatable).toBe(true);
  });

  it.each([
    ['shard'],
    ['shard:live'],
    [ARN],
    [`${ARN}:live`],
    ['000000000000:function:shard'],
    ['000000000000:function:shard:live'],
  ])('invokes %s with its payload, and wraps the answer as AWS does', (FunctionName) => {
    const found = findHandler(call(INVOKE, { FunctionName, Payload: 'p' }), { shard });
    expect(found?.handler).toBe(shard);
    expect(found?.input).toBe('p');
    expect(found?.wrap('x')).toEqual({ ExecutedVersion: '$LATEST', Payload: 'x', StatusCode: 200 });
  });

  it('gives a service its pattern: with it, or without', () => {
    const resource = 'arn:aws:states:::codebuild:startBuild';
    const sync = { ...call(resource), pattern: 'sync' } as const;
    expect(findHandler(sync, { [`${resource}.sync`]: shard, [resource]: other })?.handler).toBe(
      shard,
    );
    expect(findHandler(sync, { [resource]: other })?.handler).toBe(other);
    expect(findHandler(call(resource), { [`${resource}.sync`]: shard })).toBeUndefined();
  });

  it('finds nothing that every object has', () => {
    expect(findHandler(call('toString'), {})).toBeUndefined();
    expect(findHandler(call(INVOKE, { FunctionName: 'constructor' }), {})).toBeUndefined();
    expect(findHandler(call(INVOKE, { FunctionName: 5 }), { shard })).toBeUndefined();
  });

  it('tells which handlers must not be repeated', () => {
    const found = findHandler(call(ARN), { shard: { handler: shard, repeatable: false } });
    expect([found?.handler, found?.repeatable]).toEqual([shard, false]);
  });
});

describe('refuseUnknownTasks', () => {
  const task = (fields: Partial<TaskState>): TaskState => ({
    Type: 'Task',
    Resource: INVOKE,
    End: true,
    ...fields,
  });
  const machine: StateMachine = {
    StartAt: 'A',
    States: {
      A: task({ Resource: ARN }),
      B: task({ Arguments: { FunctionName: 'build' } }),
      C: task({ Arguments: { FunctionName: '{% $states.input.name %}' } }),
      D: task({ Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' }),
    },
  };

  it('names all at once, and what is known', () => {
    const refused = (): void => refuseUnknownTasks(machine, { other });
    expect(refused).toThrow(UnknownTaskError);
    expect(refused).toThrow(
      [
        `state "A": nothing here runs ${ARN}`,
        'state "B": nothing here runs build',
        'state "D": nothing here runs arn:aws:states:::sqs:sendMessage',
        'known are: other',
      ].join('\n'),
    );
  });

  it('lets pass what is known, and names that are computed', () => {
    refuseUnknownTasks(machine, {
      shard,
      build: other,
      'arn:aws:states:::sqs:sendMessage': shard,
    });
  });
});
