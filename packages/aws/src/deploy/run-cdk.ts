import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DeploymentStateError } from '../client/client-errors.ts';
import type { Caller } from './caller.ts';
import { explainCdkFailure } from './explain-cdk-failure.ts';

/** What the CDK command line is started with. */
export interface CdkOptions {
  readonly deployment: string;
  readonly caller: Caller;
  readonly signal: AbortSignal;
  /** Each line that it says, as it says it. */
  readonly note?: (line: string) => void;
  /** Path of the program; that of the package `aws-cdk` unless given. */
  readonly program?: string;
}

/** What it does not say: news, and how it is used. It runs what this package brings, and asks nobody. */
const QUIETLY = ['--no-notices', '--no-version-reporting', '--no-color'];

/**
 * Runs the command line of the CDK to its end.
 *
 * @returns what it has said
 * @throws DeploymentStateError with what it said, and what to do about it
 */
export async function runCdk(args: readonly string[], options: CdkOptions): Promise<string> {
  const { deployment, caller, signal, note, program = cdkProgram() } = options;
  const { region } = caller;
  const child = spawn(process.execPath, [program, ...args, ...QUIETLY], {
    env: { ...process.env, AWS_REGION: region, AWS_DEFAULT_REGION: region, CI: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let said = '';
  const take = (bytes: Buffer): void => {
    said += String(bytes);
    for (const line of String(bytes).split('\n')) if (line.trim() !== '') note?.(line.trimEnd());
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new DeploymentStateError(deployment, explainCdkFailure(said, caller));
  return said;
}

function cdkProgram(): string {
  const manifest = createRequire(import.meta.url).resolve('aws-cdk/package.json');
  return join(dirname(manifest), 'bin', 'cdk');
}
