import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmulatedRun } from './emulated-execution.ts';
import { describeStacks, type EmulatedStack } from './emulated-stacks.ts';
import {
  AwsError,
  actionsOf,
  type Input,
  machineArn,
  REGION,
  type StepFunctionsOptions,
} from './step-functions-actions.ts';

/** An answer that is no good, for one action: once, or as often as it is asked for. */
export interface Refusal {
  readonly type: string;
  readonly message?: string;
  readonly status?: number;
  readonly times?: number;
  /** What was asked for is done, and nobody is told. */
  readonly isDone?: boolean;
}

/** Step Functions on this machine: the interpreter behind the protocol of AWS (JSON 1.0), and CloudFormation's stacks. */
export interface StepFunctionsServer {
  readonly endpoint: string;
  readonly stateMachineArn: string;
  /** What makes clients of the AWS SDK, here and in child processes, speak to it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Actions that were asked for, in their order. */
  readonly asked: readonly string[];
  refuse(action: string, refusal: Refusal): void;
  /** Deletes all executions, as time does, or whoever deletes their state machine. */
  forgetExecutions(): Promise<void>;
  close(): Promise<void>;
}

/** @param options.stacks what CloudFormation tells */
export async function startStepFunctions({
  stacks = [],
  ...options
}: StepFunctionsOptions & {
  readonly stacks?: readonly EmulatedStack[];
}): Promise<StepFunctionsServer> {
  const asked: string[] = [];
  const refusals = new Map<string, Refusal & { left: number }>();
  const runs = new Map<string, EmulatedRun>();
  const actions = actionsOf(options, runs);
  const answer = async (action: string, input: Input): Promise<unknown> => {
    asked.push(action);
    const refusal = refusals.get(action);
    if (refusal !== undefined && refusal.left > 0) {
      refusal.left -= 1;
      if (refusal.isDone === true) await actions[action]?.(input);
      throw new AwsError(refusal.type, refusal.message, refusal.status);
    }
    const act = actions[action];
    if (act === undefined) throw new AwsError('UnknownOperationException', action);
    return act(input);
  };
  const server = createServer((request, response) => {
    void respond(request, answer, stacks).then(({ status, type, body }) => {
      response.writeHead(status, { 'content-type': type });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    stateMachineArn: machineArn(options),
    environment: {
      AWS_ENDPOINT_URL_SFN: endpoint,
      AWS_ENDPOINT_URL_CLOUDFORMATION: endpoint,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: 'AKIAROWMILLTESTS0000',
      AWS_SECRET_ACCESS_KEY: 'for-tests-alone',
    },
    asked,
    refuse: (action, refusal) =>
      void refusals.set(action, { ...refusal, left: refusal.times ?? Number.POSITIVE_INFINITY }),
    async forgetExecutions() {
      const forgotten = [...runs.values()];
      runs.clear();
      for (const run of forgotten) await end(run);
    },
    async close() {
      for (const run of runs.values()) await end(run);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const end = (run: EmulatedRun): Promise<void> =>
  run
    .running()
    .stop()
    .then(
      () => undefined,
      () => undefined,
    );

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

async function respond(
  request: IncomingMessage,
  answer: (action: string, input: Input) => Promise<unknown>,
  stacks: readonly EmulatedStack[],
): Promise<Answer> {
  const body = await textOf(request);
  const [, action] = String(request.headers['x-amz-target'] ?? '').split('.');
  if (action === undefined) {
    const isHere = request.headers.authorization?.includes(`/${REGION}/`) === true;
    return describeStacks(new URLSearchParams(body), isHere ? stacks : []);
  }
  const type = 'application/x-amz-json-1.0';
  try {
    const told = await answer(action, JSON.parse(body) as Input);
    return { status: 200, type, body: JSON.stringify(told ?? {}) };
  } catch (error) {
    const { type: name = 'InternalFailure', status = 500, message } = error as Partial<AwsError>;
    return { status, type, body: JSON.stringify({ __type: name, message }) };
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return String(Buffer.concat(pieces));
}
