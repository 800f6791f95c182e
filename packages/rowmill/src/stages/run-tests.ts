import { spawn } from 'node:child_process';
import { RowmillError } from '@rowmill/core';
import type { RunContext } from '../ports.ts';
import type { TestReport } from '../reports/run-report.ts';
import type { Target } from '../targets/target.ts';
import { endGroup } from './end-group.ts';

/** The test command failed. The data are as they should be; what they were made for is not. */
export class TestCommandError extends RowmillError {
  override readonly name = 'TestCommandError';
  readonly command: string;

  constructor(command: string, problem: string) {
    super(`test command \`${command}\` ${problem}`);
    this.command = command;
  }
}

const TAIL_LENGTH = 8000;

export interface TestCommand {
  readonly command: string;
  readonly timeoutMs?: number;
}

/**
 * Runs the test command in the folder of the request, with the connections of the environments in its variables.
 * A command that is still running at its time limit, or when the run is stopped, is ended with all its children.
 */
export async function runTests(
  test: TestCommand,
  variables: Readonly<Record<string, string>>,
  context: RunContext,
): Promise<TestReport> {
  const started = performance.now();
  const child = spawn(test.command, {
    shell: true,
    cwd: context.directory,
    env: { ...context.environment, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      tail = (tail + text).slice(-TAIL_LENGTH);
      context.emit({ type: 'output', text });
    });
  }
  let timedOut = false;
  const end = (): void => endGroup(child.pid);
  const endLate = (): void => {
    timedOut = true;
    end();
  };
  const timer = test.timeoutMs === undefined ? undefined : setTimeout(endLate, test.timeoutMs);
  context.signal.addEventListener('abort', end);
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) =>
      child.once('error', reject).once('close', resolve),
    );
    if (timedOut) tail += `\nended after ${test.timeoutMs} ms, its time limit`;
    return {
      command: test.command,
      exitCode: timedOut ? null : exitCode,
      seconds: (performance.now() - started) / 1000,
      outputTail: tail,
    };
  } finally {
    clearTimeout(timer);
    context.signal.removeEventListener('abort', end);
  }
}

/** What the test command finds in its environment. The first target of a kind gives the standard names. */
export function testVariables(
  environments: readonly {
    readonly name: string;
    readonly targets: readonly { readonly target: Pick<Target, 'variables'> }[];
  }[],
  facts: { runId: string; datasetId: string; seed: number },
): Record<string, string> {
  const variables: Record<string, string> = {
    ROWMILL_RUN_ID: facts.runId,
    ROWMILL_DATASET_ID: facts.datasetId,
    ROWMILL_SEED: String(facts.seed),
    ROWMILL_ENVIRONMENT: environments.map(({ name }) => name).join(','),
  };
  for (const { name, targets } of environments) {
    for (const [index, { target }] of targets.entries()) {
      const own = target.variables();
      const address = own.DATABASE_URL ?? own.ROWMILL_DIRECTORY;
      if (address !== undefined) variables[`ROWMILL_${variableName(name)}_${index}`] = address;
      for (const [key, value] of Object.entries(own)) variables[key] ??= value;
    }
  }
  return variables;
}

const variableName = (name: string): string => name.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
