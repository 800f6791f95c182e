import { JournalError } from '../errors.ts';

/** The system refused something. @param problem what, and how to go on: `cannot be read` */
export function refused(path: string, problem: string, error: unknown): JournalError {
  const why = error instanceof Error ? error.message : String(error);
  return new JournalError(path, `${problem} (${why})`, { cause: error });
}

export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
