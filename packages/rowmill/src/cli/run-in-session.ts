import { RequestFileError } from '../request/request-file-error.ts';
import { describeError, errorEvent, issueEvents } from './describe-error.ts';
import { ExitCode, exitCodeOfError, exitCodeOfSignal, failureName } from './exit-codes.ts';
import { errorAnnotation } from './github.ts';
import { type CommonOptions, openSession, type Session } from './session.ts';

/**
 * Runs the action of a command and answers its exit code. Whatever goes wrong is told once, in words on stderr and
 * as the last event of `--json`.
 */
export async function runInSession(
  options: CommonOptions,
  action: (session: Session) => Promise<number>,
): Promise<number> {
  const session = openSession(options);
  try {
    return await action(session);
  } catch (error) {
    return reportFailure(error, session, options.verbose === true);
  } finally {
    session.close();
  }
}

function reportFailure(error: unknown, session: Session, verbose: boolean): number {
  const { output, variables } = session;
  const stopped = session.stoppedBy();
  const exitCode = codeOf(error, stopped);
  if (stopped !== undefined && exitCode !== ExitCode.cleanUp) {
    output.problem(`stopped by ${stopped}`);
  } else {
    const { red, bold } = output.noteColors;
    const text = describeError(error, { verbose, terminal: output.live });
    output.problem(error instanceof RequestFileError ? text : `${red(bold('error'))} ${text}`);
    if (variables.GITHUB_ACTIONS === 'true') annotate(error, output.problem);
  }
  output.event({ type: 'result', ok: false, exitCode, error: errorEvent(error, stopped) });
  return exitCode;
}

function codeOf(error: unknown, stopped: NodeJS.Signals | undefined): number {
  if (stopped === undefined || failureName(error) === 'CleanUpError') return exitCodeOfError(error);
  return exitCodeOfSignal(stopped);
}

function annotate(error: unknown, write: (line: string) => void): void {
  if (error instanceof RequestFileError) {
    for (const { hint, ...issue } of issueEvents(error)) {
      write(
        errorAnnotation(hint === undefined ? issue.message : `${issue.message} - ${hint}`, issue),
      );
    }
  } else {
    write(errorAnnotation(error instanceof Error ? error.message : String(error)));
  }
}
