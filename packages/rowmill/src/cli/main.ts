#!/usr/bin/env node
import { CommanderError } from 'commander';
import { ExitCode } from './exit-codes.ts';
import { ownVersion } from './own-version.ts';
import { createProgram } from './program.ts';
import type { Start } from './start.ts';

const start: Start = async (options, action) => {
  const { runInSession } = await import('./run-in-session.ts');
  process.exitCode = await runInSession(options, action);
};

/** Whoever reads us may stop reading, as `head` does: that is no failure. */
function endQuietlyWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(ExitCode.ok);
    });
  }
}

/** `-C` comes before everything that reads a path. */
function changeFolder(folder: unknown): void {
  if (typeof folder !== 'string') return;
  try {
    process.chdir(folder);
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw Object.assign(
      new CommanderError(
        ExitCode.usage,
        'rowmill.folder',
        `error: -C ${folder}: cannot work there (${why})`,
      ),
      { cause },
    );
  }
}

/** Commander has told what was wrong; this gives it our exit code and the last event of `--json`. */
function endUsage(error: CommanderError): number {
  if (error.exitCode === 0) return ExitCode.ok;
  if (error.code === 'rowmill.folder') process.stderr.write(`${error.message}\n`);
  if (process.argv.includes('--json')) {
    const told = { name: 'UsageError', message: error.message.replace(/^error: /, '') };
    process.stdout.write(
      `${JSON.stringify({ type: 'result', ok: false, exitCode: ExitCode.usage, error: told })}\n`,
    );
  }
  return ExitCode.usage;
}

endQuietlyWhenNobodyReads();
const program = createProgram(ownVersion(), start);
program.hook('preAction', (command) => changeFolder(command.opts().C));
if (process.argv.length <= 2) program.outputHelp();
else {
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = endUsage(error);
  }
}
