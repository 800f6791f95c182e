import { describe, expect, it } from 'vitest';
import type { StateMachine } from '../document/states.ts';
import { TaskTokenError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { TaskHandler } from '../ports.ts';
import { startExecution } from './execute.ts';
import type { RunningExecution } from './execution.ts';
import { mapDocument, testOptions } from './testing/documents.ts';
import { virtualClock } from './virtual-clock.ts';

const RESOURCE = 'arn:aws:states:::sqs:sendMessage';

const waiting = (fields: object = {}): StateMachine => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: { Type: 'Task', Resource: `${RESOURCE}.waitForTaskToken`, End: true, ...fields },
  },
});

/** Starts the execution, and waits until its first task has told its token. */
async function started(
  machine: StateMachine,
  handler: TaskHandler = async () => 'nobody hears this',
  input: Json = {},
): Promise<{ execution: RunningExecution; token: string }> {
  let tell: (token: string) => void = () => undefined;
  const told = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const ask: TaskHandler = (given, context) => {
    tell(context.token ?? '');
    return handler(given, context);
  };
  const execution = await startExecution(input, testOptions(machine, { [RESOURCE]: ask }));
  return { execution, token: await told };
}

describe('task tokens', () => {
  it('end a task with what is given for them', async () => {
    const { execution, token } = await started(waiting());
    await execution.completeTask(token, { done: true });
    expect(await execution.result).toEqual({ status: 'SUCCEEDED', output: { done: true } });
  });

  it('fail a task', async () => {
    const { execution, token } = await started(waiting());
    await execution.failTask(token, { error: 'E', cause: 'c' });
    expect(await execution.result).toEqual({ status: 'FAILED', error: 'E', cause: 'c' });
  });

  it('are of no use twice, and not at the same time either', async () => {
    const { execution, token } = await started(waiting());
    const first = execution.completeTask(token, 1);
    await expect(execution.completeTask(token, 2)).rejects.toThrow(TaskTokenError);
    await first;
    expect(await execution.result).toEqual({ status: 'SUCCEEDED', output: 1 });
    await expect(execution.failTask(token, { error: 'E', cause: '' })).rejects.toMatchObject({
      code: 'TaskTimedOut',
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    });
  });

  it('are told from text that never was one', async () => {
    const { execution, token } = await started(waiting());
    await expect(execution.completeTask('x', 1)).rejects.toMatchObject({ code: 'InvalidToken' });
    await execution.completeTask(token, 1);
  });

  it('are lost when the time of the task is over', async () => {
    const { execution, token } = await started(waiting({ TimeoutSeconds: 5 }));
    expect(await execution.result).toMatchObject({ error: 'States.Timeout' });
    await expect(execution.heartbeatTask(token)).rejects.toMatchObject({ code: 'TaskTimedOut' });
  });

  it('keep a task alive', async () => {
    const clock = virtualClock();
    let execution: RunningExecution | undefined;
    const beat: TaskHandler = async (_, { token = '', signal }) => {
      await clock.sleep(4000, signal);
      await execution?.heartbeatTask(token);
      await clock.sleep(4000, signal);
      await execution?.completeTask(token, clock.now());
      return null;
    };
    const options = testOptions(waiting({ HeartbeatSeconds: 5 }), { [RESOURCE]: beat }, { clock });
    execution = await startExecution({}, options);
    expect(await execution.result).toEqual({ status: 'SUCCEEDED', output: 8000 });
  });

  it('do not wait when the handler could not even ask', async () => {
    const { execution } = await started(waiting(), () => Promise.reject(new Error('no queue')));
    expect(await execution.result).toEqual({ status: 'FAILED', error: 'Error', cause: 'no queue' });
  });

  it('reach the children of a map run', async () => {
    const child = { Resource: `${RESOURCE}.waitForTaskToken` };
    const tokens: string[] = [];
    let execution: RunningExecution | undefined;
    const ask: TaskHandler = async (input, { token = '' }) => {
      tokens.push(token);
      await execution?.completeTask(token, { asked: input });
      return null;
    };
    execution = await startExecution(
      [1, 2, 3],
      testOptions(mapDocument({}, child), { [RESOURCE]: ask }),
    );
    expect(await execution.result).toMatchObject({
      output: [{ asked: 1 }, { asked: 2 }, { asked: 3 }],
    });
    expect(new Set(tokens).size).toBe(3);
  });
});
