import { TestCommandError, TestInterruptedError } from '../errors.ts';
import type { StageContext } from '../ports.ts';
import type { TestReport } from '../reports/run-report.ts';
import { openInbox } from '../runs/inbox.ts';
import { type CommandResult, commandFolder } from './command-files.ts';
import type { OpenEnvironment } from './open-environments.ts';
import type { PlannedRun } from './planned-run.ts';
import { superviseCommand } from './supervised-command.ts';
import { testVariables } from './test-variables.ts';

export const TEST_FILE = 'test.json';
const LOG_FILE = 'output.log';

/** What the workflow is told when the tests are over, by the token. */
export interface TestAnswer {
  readonly [key: string]: string | number | null;
  readonly exitCode: number | null;
  /** When they failed, the message of {@link TestCommandError}. */
  readonly summary: string;
}

/**
 * Runs the test command, with the connections of the environments in its variables, and answers the token with how it
 * ended. The command belongs to the token: a call that comes again waits for it, and never runs it twice.
 *
 * @throws {@link TestInterruptedError} when the command was cut off.
 */
export async function runTestCommand(
  { request, plan }: PlannedRun,
  token: string,
  openEnvironments: () => Promise<readonly OpenEnvironment[]>,
  context: StageContext,
  onAlive: () => void,
): Promise<void> {
  const { files, store, runId } = context;
  if (request.test === undefined) {
    context.emit({ type: 'note', message: `waiting for: rowmill task complete ${token}` });
    return;
  }
  const { command, timeoutMs } = request.test;
  const facts = { runId, datasetId: plan.datasetId, seed: request.seed };
  const variables = async () => testVariables(await openEnvironments(), facts);
  const supervised = {
    command,
    timeoutMs,
    folder: commandFolder(token),
    log: LOG_FILE,
    variables,
  };
  const result = await superviseCommand(supervised, context, onAlive);
  if (result === undefined) throw new TestInterruptedError(runId);
  await files.write(TEST_FILE, reportOf(result, timeoutMs));
  // Nobody will answer the token: when the run is not to stop, its task has to end here.
  if (result.ended === 'with its run') throw new TestInterruptedError(runId);
  await openInbox(store, runId).answer({ outcome: 'succeeded', token, output: answerOf(result) });
}

function reportOf(
  { command, exitCode, ended, seconds, outputTail }: CommandResult,
  timeoutMs: number | undefined,
): TestReport {
  const late = ended === 'at its time limit' ? `\nended after ${timeoutMs} ms, its time limit` : '';
  return { command, exitCode, seconds, outputTail: `${outputTail}${late}` };
}

function answerOf({ command, exitCode }: CommandResult): TestAnswer {
  if (exitCode === 0) return { exitCode, summary: `\`${command}\` passed` };
  const problem = exitCode === null ? 'did not end in time' : `ended with exit code ${exitCode}`;
  return { exitCode, summary: new TestCommandError(command, problem).message };
}
