import { resolve } from 'node:path';
import { writeCaseFiles } from '../edge-cases/case-files.ts';
import { TestInterruptedError } from '../errors.ts';
import type { StageContext } from '../ports.ts';
import type { TestReport } from '../reports/run-report.ts';
import { openInbox } from '../runs/inbox.ts';
import { type CommandResult, commandFolder } from './command-files.ts';
import type { OpenEnvironment } from './open-environments.ts';
import type { PlannedRun } from './planned-run.ts';
import { superviseCommand } from './supervised-command.ts';
import { TEST_FILE, testAnswer } from './test-answer.ts';
import { testVariables } from './test-variables.ts';

const LOG_FILE = 'output.log';

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
  const variables = async () => {
    const cases = plan.generated && (await writeCaseFiles(plan.generated, files));
    return testVariables(await openEnvironments(), {
      ...facts,
      ...(cases === undefined ? {} : { edgeCases: resolve(cases) }),
    });
  };
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
  await openInbox(store, runId).answer({
    outcome: 'succeeded',
    token,
    output: testAnswer(command, result.exitCode),
  });
}

function reportOf(
  { command, exitCode, ended, seconds, outputTail }: CommandResult,
  timeoutMs: number | undefined,
): TestReport {
  const late = ended === 'at its time limit' ? `\nended after ${timeoutMs} ms, its time limit` : '';
  return { command, exitCode, seconds, outputTail: `${outputTail}${late}` };
}
