import { SendTaskFailureCommand, SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import {
  type ObjectStore,
  openRunDirectory,
  runReference,
  TEST_FILE,
  TestInterruptedError,
  type TestReport,
  testAnswer,
} from 'rowmill/engine';
import { type TestBuildResult, type TestOrder, testBuildFiles } from '../test-build/test-build.ts';
import { type EndedBuild, readBuildEvent } from './build-event.ts';

/** As much of what the command wrote as the report keeps. */
const TAIL_BYTES = 8000;

export interface EndTestsOptions {
  readonly client?: Pick<SFNClient, 'send'>;
}

/**
 * Tells a run that its tests are over: writes how they ended into the run and answers its token. Safe to repeat: events
 * come more than once.
 *
 * @param event of EventBridge: the end of a build. One of another project, or of a build that somebody else has started,
 * is let go.
 * @returns what was told, for the log
 */
export async function endTests(
  event: unknown,
  store: ObjectStore,
  { client = new SFNClient() }: EndTestsOptions = {},
): Promise<{ readonly run?: string; readonly exitCode?: number | null }> {
  const build = readBuildEvent(event);
  if (build === undefined) return {};
  const { run, call } = build;
  const files = testBuildFiles(run, call);
  const order = await find<TestOrder>(store, files.order);
  // The run has been cleaned up, or the end was told before.
  if (order === undefined) return { run };
  const result = await find<TestBuildResult>(store, files.result);
  if (result === undefined) await interrupted(order, build, client);
  else await tell(order, result, { run, call, store, client });
  await store.delete(files.variables);
  await store.delete(files.build);
  await store.delete(files.order);
  return { run, exitCode: result === undefined ? null : exitCodeOf(result) };
}

interface Telling {
  readonly run: string;
  readonly call: string;
  readonly store: ObjectStore;
  readonly client: Pick<SFNClient, 'send'>;
}

async function tell(
  { token, command, timeoutMs }: TestOrder,
  result: TestBuildResult,
  { run, call, store, client }: Telling,
): Promise<void> {
  const { log } = testBuildFiles(run, call);
  const exitCode = exitCodeOf(result);
  const tail = await tailOf(store, log);
  const late = result.isLate ? `\nended after ${timeoutMs} ms, its time limit` : '';
  const report: TestReport = {
    command,
    exitCode,
    seconds: result.seconds,
    outputTail: `${tail}${late}`,
  };
  await openRunDirectory(store, runReference(run).prefix).write(TEST_FILE, report);
  const output = JSON.stringify(testAnswer(command, exitCode));
  await unlessOver(() => client.send(new SendTaskSuccessCommand({ taskToken: token, output })));
}

/** The build ended before the command did: it was stopped, or its machine could not be had. */
async function interrupted(
  { token }: TestOrder,
  { run, status }: EndedBuild,
  client: Telling['client'],
): Promise<void> {
  const { name, message } = new TestInterruptedError(run);
  const cause = `${message} (the build ended as ${status})`;
  await unlessOver(() =>
    client.send(new SendTaskFailureCommand({ taskToken: token, error: name, cause })),
  );
}

/** Null where the command was ended. */
const exitCodeOf = ({ exitCode, isLate }: TestBuildResult): number | null =>
  isLate ? null : exitCode;

async function tailOf(store: ObjectStore, key: string): Promise<string> {
  const found = await store.head(key);
  if (found === undefined) return '';
  const start = Math.max(0, found.bytes - TAIL_BYTES);
  const bytes = await store.range(key, { start, end: found.bytes });
  // A cut through a character would show as one that nobody wrote.
  return bytes.toString('utf8').replace(/^\uFFFD+/, '');
}

/** Nobody waits for the answer any more: the run was stopped, or has its answer. */
async function unlessOver(answer: () => Promise<unknown>): Promise<void> {
  try {
    await answer();
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (!/^(TaskTimedOut|TaskDoesNotExist|InvalidToken)$/.test(name)) throw error;
  }
}

async function find<Value>(store: ObjectStore, key: string): Promise<Value | undefined> {
  if ((await store.head(key)) === undefined) return undefined;
  return JSON.parse(String(await store.get(key))) as Value;
}
