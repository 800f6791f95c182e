import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { endProcess } from '../environments/process-identity.ts';
import { pythonWithMoto } from './moto-environment.ts';

const SERVER = fileURLToPath(new URL('moto-server.py', import.meta.url));
const REGION = 'eu-central-1' as const;

/** An emulator of AWS's APIs: S3, DynamoDB, Secrets Manager and others, each empty at first. */
export interface Moto {
  /** `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  readonly region: typeof REGION;
  /** What makes clients of the AWS SDK, here and in child processes, speak to it. */
  readonly environment: Readonly<Record<string, string>>;
  /** The same for one client: options of its constructor. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly pid: number;
  /** Forgets all that was created. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts an emulator on a port that the system assigns. It ends with this process, however that ends.
 *
 * @param options.openActions how many requests it takes from anybody before it asks for the credentials of IAM users
 */
export async function startMoto(options: { readonly openActions?: number } = {}): Promise<Moto> {
  const python = await pythonWithMoto();
  const { openActions = Number.POSITIVE_INFINITY } = options;
  const count = Number.isFinite(openActions) ? String(openActions) : 'inf';
  const env = { ...process.env, INITIAL_NO_AUTH_ACTION_COUNT: count };
  const server = spawn(python, [SERVER], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const endpoint = `http://127.0.0.1:${await portOf(server)}`;
  // Tests that forget to stop it still end; the end of its standard input then ends it.
  server.unref();
  const credentials = { accessKeyId: 'AKIAROWMILLTESTS0000', secretAccessKey: 'for-tests-alone' };
  const ask = async (path: string): Promise<void> => {
    const answer = await fetch(`${endpoint}${path}`, { method: 'POST' });
    await answer.text();
    if (!answer.ok) throw new Error(`moto: ${path} answered ${answer.status}`);
  };
  return {
    endpoint,
    region: REGION,
    environment: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    client: { endpoint, region: REGION, credentials },
    pid: server.pid ?? 0,
    reset: () => ask('/moto-api/reset'),
    stop: async () => {
      if (server.pid !== undefined) await endProcess(server.pid, ['SIGTERM', 'SIGKILL']);
    },
  };
}

async function portOf(server: ChildProcess): Promise<number> {
  let errors = '';
  server.stderr?.on('data', (bytes: Buffer) => {
    errors = `${errors}${bytes}`.slice(-4000);
  });
  const ended = once(server, 'exit').then(([code]): never => {
    throw new Error(`moto: the server ended with code ${code} before it was up\n${errors}`);
  });
  const told = (async () => {
    for await (const bytes of server.stdout ?? []) return Number(String(bytes));
    return ended;
  })();
  ended.catch(() => undefined);
  return Promise.race([told, ended]);
}
