import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type RuntimeApi, startRuntimeApi } from './runtime-api.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/aws-lambda-ric');
const RUNTIME = join(CACHE, 'node_modules/aws-lambda-ric');
const VERSION = '4.0.2';

/**
 * Folder of the runtime of Lambda for Node.js. It is built with the first use: its part in C++ takes minutes, and is no
 * package of ours.
 *
 * @throws where there is no registry, no compiler or no cmake
 */
export async function lambdaRuntime(): Promise<string> {
  if (existsSync(join(RUNTIME, 'rapid-client.node'))) return RUNTIME;
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, 'package.json'), '{"private":true}\n');
  const args = ['install', `aws-lambda-ric@${VERSION}`, '--no-audit', '--no-fund'];
  await promisify(execFile)('npm', args, { cwd: CACHE });
  if (!existsSync(join(RUNTIME, 'rapid-client.node')))
    throw new Error('the runtime of Lambda was installed without its native part');
  return RUNTIME;
}

/** A process of a function, as Lambda starts it. */
export interface LambdaProcess extends Pick<RuntimeApi, 'invoke'> {
  /** Milliseconds from the start of the process until it asked for its first event. */
  readonly readyMs: number;
  /** What it wrote. */
  output(): string;
  /** Ends it at once, as when its machine is lost. */
  kill(): Promise<void>;
}

export interface LambdaProcessOptions {
  readonly environment?: Readonly<Record<string, string>>;
}

/** A copy of a bundle where no package is near: what is not in it must not be found. */
async function takeApart(bundle: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rowmill-task-'));
  await cp(bundle, folder, { recursive: true });
  return folder;
}

/**
 * Starts a bundle under the runtime of Lambda, and waits until it has loaded it.
 *
 * @param bundle folder with `index.mjs` in it
 */
export async function startLambda(
  bundle: string,
  { environment = {} }: LambdaProcessOptions = {},
): Promise<LambdaProcess> {
  const runtime = await lambdaRuntime();
  const task = await takeApart(bundle);
  const api = await startRuntimeApi();
  const started = performance.now();
  const child = spawn(process.execPath, [join(runtime, 'index.mjs')], {
    cwd: task,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      AWS_LAMBDA_RUNTIME_API: api.address,
      LAMBDA_TASK_ROOT: task,
      _HANDLER: 'index.handler',
      AWS_LAMBDA_FUNCTION_NAME: 'rowmill-proof',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1769',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/rowmill-proof',
      AWS_LAMBDA_LOG_STREAM_NAME: 'proof',
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      ...environment,
    },
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => {
      written += bytes;
    });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    await api.close();
    await rm(task, { recursive: true, force: true });
  };
  const died = ended.then(() => Promise.reject(new Error(`the function ended: ${written}`)));
  died.catch(() => undefined);
  try {
    await Promise.race([api.isReady, died]);
  } catch (error) {
    await kill();
    throw error;
  }
  return {
    readyMs: performance.now() - started,
    output: () => written,
    invoke: (event) => Promise.race([api.invoke(event), died]),
    kill,
  };
}
