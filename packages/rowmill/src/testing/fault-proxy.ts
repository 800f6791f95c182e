import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** What goes wrong with one request. */
export type Fault =
  /** It never arrives; this is the answer. `code` is what S3 calls the error, `fields` are what it says besides. */
  | {
      readonly answer: number;
      readonly code: string;
      readonly fields?: Readonly<Record<string, string>>;
    }
  /** It never arrives, and gets an answer of somebody else. */
  | { readonly answer: number; readonly body: string }
  /** It arrives, and the connection breaks after so many bytes of the answer's body; before the answer where 0. */
  | { readonly breakAfter: number };

export interface FaultProxy {
  readonly endpoint: string;
  /** Requests that came, as `PUT /bucket/key?query`. */
  readonly requests: readonly string[];
  /** Asked for each request from now on; undefined lets it through. */
  fail(choose: (request: string) => Fault | undefined): void;
  stop(): Promise<void>;
}

/** Stands between a client and a server, and lets go wrong what networks and services let go wrong. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const requests: string[] = [];
  let choose: (request: string) => Fault | undefined = () => undefined;
  const server = createServer((asked, answer) => {
    const line = `${asked.method} ${asked.url}`;
    requests.push(line);
    const fault = choose(line);
    if (fault !== undefined && 'answer' in fault) refuse(asked, answer, fault);
    else forward(asked, answer, { target, breakAfter: fault?.breakAfter });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    requests,
    fail: (next) => {
      choose = next;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function refuse(
  asked: IncomingMessage,
  answer: ServerResponse,
  fault: Extract<Fault, { answer: number }>,
): void {
  asked.resume();
  asked.once('end', () => {
    answer.writeHead(fault.answer, { 'content-type': 'application/xml' });
    // Answers to HEAD have no body; Node leaves it away.
    answer.end('body' in fault ? fault.body : errorText(fault));
  });
}

function errorText({ code, fields }: Extract<Fault, { code: string }>): string {
  const all = Object.entries({ Code: code, Message: 'for a test', ...fields });
  return `<Error>${all.map(([name, value]) => `<${name}>${value}</${name}>`).join('')}</Error>`;
}

function forward(
  asked: IncomingMessage,
  answer: ServerResponse,
  { target, breakAfter }: { target: string; breakAfter: number | undefined },
): void {
  const { method, headers, url } = asked;
  const onward = request(`${target}${url}`, { method, headers }, (reply) => {
    const begin = () => answer.writeHead(reply.statusCode ?? 502, reply.headers);
    if (breakAfter === undefined) {
      begin();
      reply.pipe(answer);
      return;
    }
    reply.resume();
    if (breakAfter === 0) reply.once('end', () => asked.socket.destroy());
    else {
      begin();
      breakOff(reply, answer, breakAfter);
    }
  });
  onward.once('error', () => asked.socket.destroy());
  asked.pipe(onward);
}

function breakOff(reply: IncomingMessage, answer: ServerResponse, bytes: number): void {
  let left = bytes;
  reply.on('data', (piece: Buffer) => {
    if (left > 0) answer.write(piece.subarray(0, left));
    left -= piece.length;
  });
  // What was written must be on its way before the connection goes.
  reply.once('end', () => setTimeout(() => answer.destroy(), 50));
}
