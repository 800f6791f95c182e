import { createHash } from 'node:crypto';

/** What the function that starts tests, the build that runs them and the function that tells their end agree on. */

/** Environment variables of a build. None is secret: CodeBuild shows them to whoever may look at builds. */
export const BUILD_VARIABLES = {
  run: 'ROWMILL_RUN_ID',
  bucket: 'ROWMILL_BUCKET',
  /** Name of the call: of {@link testCall}. */
  call: 'ROWMILL_TEST_CALL',
  command: 'ROWMILL_TEST_COMMAND',
  /** Seconds that the command has, with decimals; 0 for any number. */
  seconds: 'ROWMILL_TEST_SECONDS',
} as const;

/** Detail type and source of the event of a build that has ended. Source: AWS CodeBuild user guide, build notifications. */
export const BUILD_ENDED = {
  source: 'aws.codebuild',
  detailType: 'CodeBuild Build State Change',
  /** Values of `build-status` that are an end. */
  statuses: ['SUCCEEDED', 'FAILED', 'FAULT', 'STOPPED', 'TIMED_OUT'],
} as const;

/** `order.json`: the tests that a build runs, and whom to tell. */
export interface TestOrder {
  readonly version: 1;
  /** Task token of the run. */
  readonly token: string;
  readonly command: string;
  readonly timeoutMs?: number;
}

/** `build.json`: the build that runs the tests, from its start until its end is heard of. */
export interface StartedBuild {
  readonly version: 1;
  /** As CodeBuild has it: `project:uuid`. */
  readonly id: string;
}

export const BUILD_FILE = 'build.json';

/** `result.json`: how the command ended. The build writes it. */
export interface TestBuildResult {
  readonly exitCode: number;
  readonly seconds: number;
  /** It was ended because its time was over. */
  readonly isLate: boolean;
}

/** Name of one call of the tests of a run: its token tells it from others. */
export const testCall = (token: string): string =>
  createHash('sha256').update(token).digest('hex').slice(0, 32);

/** Key of the folder of all that nobody but tests may read. @param run id */
export const privateFolder = (run: string): string => `runs/${run}/private`;

/** Key of the folder of what builds of the tests of a run have left. @param run id */
export const testOutputFolder = (run: string): string => `runs/${run}/test-output`;

/** Keys of what one call of the tests keeps. */
export function testBuildFiles(run: string, call: string) {
  const output = `${testOutputFolder(run)}/${call}`;
  return {
    order: `runs/${run}/private/${call}/order.json`,
    /** A script of the shell that sets what the command finds in its environment: addresses with their passwords. */
    variables: `runs/${run}/private/${call}/variables.sh`,
    build: `runs/${run}/private/${call}/${BUILD_FILE}`,
    result: `${output}/result.json`,
    /** What the command wrote. */
    log: `${output}/output.log`,
  };
}

/** A script of POSIX shells that exports variables, whatever is in their values. */
export function exportScript(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join('');
}
