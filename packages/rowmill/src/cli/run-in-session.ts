import { RequestFileError } from '../request/request-file-error.ts';
import { describeError, errorEvent, issueEvents } from './describe-error.ts';
import { ExitCode, exitCodeOfError, exitCodeOfSignal, failureName } from './exit-codes.ts';
import { type Annotation, annotationLine } from './github/annotation.ts';
import { workspacePath } from './github/workspace-path.ts';
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
  const { output } = session;
  const stopped = session.stoppedBy();
  const exitCode = codeOf(error, stopped);
  if (stopped !== undefined && exitCode !== ExitCode.cleanUp) {
    output.problem(`stopped by ${stopped}`);
  } else {
    const { red, bold } = output.noteColors;
    const text = describeError(error, { verbose, terminal: output.live });
    output.problem(error instanceof RequestFileError ? text : `${red(bold('error'))} ${text}`);
    if (session.github) annotate(error, session);
  }
  output.event({ type: 'result', ok: false, exitCode, error: errorEvent(error, stopped) });
  return exitCode;
}

function codeOf(error: unknown, stopped: NodeJS.Signals | undefined): number {
  if (stopped === undefined || failureName(error) === 'CleanUpError') return exitCodeOfError(error);
  return exitCodeOfSignal(stopped);
}

/** Points at what a command ended with, where GitHub shows it. */
function annotate(error: unknown, { output, variables }: Session): void {
  for (const { file, ...annotation } of annotationsOf(error)) {
    const place = file === undefined ? {} : { file: workspacePath(file, variables) };
    output.problem(annotationLine({ ...annotation, ...place }));
  }
}

function annotationsOf(error: unknown): Annotation[] {
  const base = { level: 'error', title: 'rowmill' } as const;
  if (!(error instanceof RequestFileError))
    return [{ ...base, message: error instanceof Error ? error.message : String(error) }];
  return issueEvents(error).map(({ message, hint, line, column, file }) => ({
    ...base,
    message: hint === undefined ? message : `${message} - ${hint}`,
    file,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  }));
}
