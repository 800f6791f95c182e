import { randomUUID } from 'node:crypto';
import type { TaskContext } from '@rowmill/asl';
import { CommandError } from '../errors.ts';
import type { StageContext } from '../ports.ts';
import { commandFolder } from '../stages/command-files.ts';
import { superviseCommand } from '../stages/supervised-command.ts';
import { defineTask } from './define-task.ts';

/**
 * `rowmill-run-command`: {run, command, timeoutSeconds?} to {exitCode, summary}, for states that users add. Fails with
 * CommandError when the command does, so that nothing goes on by mistake; a `Catch` may say otherwise.
 */
export const runCommandTask = defineTask({
  name: 'rowmill-run-command',
  fields: { command: 'text', timeoutSeconds: 'optional count' },
  repeatable: false,
  async work({ command, timeoutSeconds }, { context, call }) {
    const folder = await folderOf(call, context);
    const supervised = {
      command,
      timeoutMs: timeoutSeconds === undefined ? undefined : timeoutSeconds * 1000,
      folder,
      log: `${folder}/output.log`,
      variables: async () => ({ ROWMILL_RUN_ID: context.runId }),
    };
    const result = await superviseCommand(supervised, context, call.heartbeat);
    context.signal.throwIfAborted();
    if (result === undefined || result.ended === 'with its run')
      throw new CommandError(command, 'was cut off');
    if (result.exitCode === 0) return { exitCode: 0, summary: `\`${command}\` passed` };
    const { exitCode } = result;
    const problem = exitCode === null ? 'did not end in time' : `ended with exit code ${exitCode}`;
    throw new CommandError(command, problem);
  },
});

/** The folder of a call: a new one, unless an earlier process has begun the same call. */
async function folderOf(
  { execution, task, isRepeated }: TaskContext,
  { files }: StageContext,
): Promise<string> {
  const name = `${commandFolder(`${execution} ${task}`)}/call.json`;
  const before = isRepeated ? await files.find<{ folder: string }>(name) : undefined;
  if (before !== undefined) return before.folder;
  const folder = commandFolder(randomUUID());
  await files.write(name, { folder });
  return folder;
}
