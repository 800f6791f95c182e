import { TestCommandError } from '../errors.ts';

/** File of a run: how its tests ended. */
export const TEST_FILE = 'test.json';

/** What the workflow is told when the tests are over, by the token. */
export interface TestAnswer {
  readonly [key: string]: string | number | null;
  readonly exitCode: number | null;
  /** When they failed, the message of {@link TestCommandError}. */
  readonly summary: string;
}

/** @param exitCode null where the command was ended */
export function testAnswer(command: string, exitCode: number | null): TestAnswer {
  if (exitCode === 0) return { exitCode, summary: `\`${command}\` passed` };
  const problem = exitCode === null ? 'did not end in time' : `ended with exit code ${exitCode}`;
  return { exitCode, summary: new TestCommandError(command, problem).message };
}
