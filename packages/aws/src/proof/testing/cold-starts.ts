import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { EVENT_LAMBDAS, VARIABLES, WORKFLOW_LAMBDAS } from '../../deployment.ts';
import { startLambda } from '../../testing/lambda-process.ts';

/** Medians of some starts of one function. */
export interface ColdStart {
  readonly entry: string;
  /** Of the bundle, without what a zip file has beside its files. */
  readonly zippedBytes: number;
  /** From the start of the process until it asks for its first event. */
  readonly readyMs: number;
  /** From there until its answer, which refuses an event that says nothing. */
  readonly answerMs: number;
}

const ENVIRONMENT = {
  ...Object.fromEntries(Object.values(VARIABLES).map((name) => [name, 'cold'])),
  AWS_REGION: 'eu-central-1',
};

/** Starts each bundle under the runtime of Lambda. @param bundles folder with a folder for each function */
export async function* measureColdStarts(
  bundles: string,
  times: number,
): AsyncGenerator<ColdStart> {
  for (const { entry } of [...Object.values(WORKFLOW_LAMBDAS), EVENT_LAMBDAS.testEnded]) {
    const folder = join(bundles, entry);
    const starts: { readonly readyMs: number; readonly answerMs: number }[] = [];
    for (let time = 0; time < times; time++) starts.push(await startOnce(folder));
    yield {
      entry,
      zippedBytes: zippedBytesOf(folder),
      readyMs: median(starts.map(({ readyMs }) => readyMs)),
      answerMs: median(starts.map(({ answerMs }) => answerMs)),
    };
  }
}

async function startOnce(folder: string): Promise<{ readyMs: number; answerMs: number }> {
  const lambda = await startLambda(folder, { environment: ENVIRONMENT });
  try {
    const asked = performance.now();
    await lambda.invoke({});
    return { readyMs: lambda.readyMs, answerMs: performance.now() - asked };
  } finally {
    await lambda.kill();
  }
}

function zippedBytesOf(folder: string): number {
  const sizes = readdirSync(folder).map(
    (name) => deflateRawSync(readFileSync(join(folder, name))).length,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
