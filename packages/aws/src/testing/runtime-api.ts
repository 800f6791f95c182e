import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a function answered, or how it failed. */
export type RuntimeAnswer =
  | { readonly kind: 'response'; readonly body: string }
  /** `type` is what Step Functions compares `ErrorEquals` with. */
  | { readonly kind: 'error'; readonly type: string; readonly message: string };

export interface RuntimeApi {
  /** For `AWS_LAMBDA_RUNTIME_API`: host and port. */
  readonly address: string;
  /** The runtime has loaded the function and asks for its first event. Fails where it could not be loaded. */
  readonly isReady: Promise<void>;
  /** Calls the function. */
  invoke(event: unknown): Promise<RuntimeAnswer>;
  close(): Promise<void>;
}

const ROOT = '/2018-06-01/runtime';
const CALL_MS = 60_000;
const FUNCTION_ARN = 'arn:aws:lambda:eu-central-1:123456789012:function:rowmill-proof';

interface Call {
  readonly id: string;
  readonly event: unknown;
  readonly answered: (answer: RuntimeAnswer) => void;
}

/** The API by which Lambda and the runtime of a function talk. Source: AWS Lambda guide, "Runtime API" (2026-11-22). */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  const waiting: Call[] = [];
  const called = new Map<string, Call>();
  let poll: ServerResponse | undefined;
  const loaded = new EventEmitter();
  const isReady = once(loaded, 'ready').then(() => undefined);
  const give = (): void => {
    if (poll === undefined) return;
    const call = waiting.shift();
    if (call === undefined) return;
    called.set(call.id, call);
    poll.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': call.id,
      'lambda-runtime-deadline-ms': String(Date.now() + CALL_MS),
      'lambda-runtime-invoked-function-arn': FUNCTION_ARN,
    });
    poll.end(JSON.stringify(call.event));
    poll = undefined;
  };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === `${ROOT}/invocation/next`) {
      poll = response;
      loaded.emit('ready');
      give();
      return;
    }
    void answerOf(request).then((answer) => {
      response.writeHead(202).end('{}');
      const [, id = ''] = /\/invocation\/([^/]+)\/(?:response|error)$/.exec(path) ?? [];
      if (path === `${ROOT}/init/error`)
        loaded.emit('error', new Error(`it could not be loaded: ${JSON.stringify(answer)}`));
      else called.get(id)?.answered(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  isReady.catch(() => undefined);
  loaded.on('error', () => undefined);
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    isReady,
    invoke: (event) =>
      new Promise((answered) => {
        waiting.push({ id: randomUUID(), event, answered });
        give();
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answerOf(request: IncomingMessage): Promise<RuntimeAnswer> {
  const body = await text(request);
  if (request.url?.endsWith('/response')) return { kind: 'response', body };
  const { errorType = '', errorMessage = '' } = JSON.parse(body) as Record<string, string>;
  return { kind: 'error', type: errorType, message: errorMessage };
}
