import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { type AnsweredTask, type TaskAnswer, UnknownTokenError } from 'rowmill/engine';
import { codeOf } from './explain-aws-error.ts';
import type { OpenDeployment } from './open-deployment.ts';

/** Whose token it was, Step Functions does not say. */
const ANSWERED: AnsweredTask = { isDriven: true };

/** @throws UnknownTokenError unless a task waits for the token */
export async function answerToken(
  deployment: OpenDeployment,
  answer: TaskAnswer,
): Promise<AnsweredTask> {
  const { token: taskToken } = answer;
  if (answer.outcome === 'succeeded') {
    const command = new SendTaskSuccessCommand({
      taskToken,
      output: JSON.stringify(answer.output),
    });
    return send(deployment, 'states:SendTaskSuccess', (states) => states.send(command));
  }
  const { error, cause } = answer;
  const command = new SendTaskFailureCommand({ taskToken, error, cause });
  return send(deployment, 'states:SendTaskFailure', (states) => states.send(command));
}

/** @throws UnknownTokenError unless a task waits for the token */
export function beatToken(deployment: OpenDeployment, token: string): Promise<AnsweredTask> {
  const command = new SendTaskHeartbeatCommand({ taskToken: token });
  return send(deployment, 'states:SendTaskHeartbeat', (states) => states.send(command));
}

async function send(
  { ask, place }: OpenDeployment,
  action: string,
  work: (states: SFNClient) => Promise<unknown>,
): Promise<AnsweredTask> {
  return ask({ doing: 'answering the task', action }, async (states) => {
    try {
      await work(states);
      return ANSWERED;
    } catch (error) {
      throw PROBLEMS[codeOf(error)] === undefined ? error : unknownToken(error, place);
    }
  });
}

function unknownToken(error: unknown, place: string): UnknownTokenError {
  return new UnknownTokenError(`${place}: ${PROBLEMS[codeOf(error)]}`);
}

/** Source: error lists of SendTaskSuccess and SendTaskHeartbeat, AWS Step Functions API reference (2026-11-22). */
const PROBLEMS: Readonly<Record<string, string>> = {
  InvalidToken: 'this is no task token - check that it is whole',
  TaskDoesNotExist: 'no task has this token - check --deployment and --region',
  TaskTimedOut:
    'nothing waits for this token any more: its task has its answer, timed out, or was called off',
};
