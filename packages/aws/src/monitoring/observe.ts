import { VARIABLES } from '../deployment.ts';
import { beginInvocation, type EndedInvocation } from './invocation-facts.ts';
import { endOf, startOf } from './log-lines.ts';
import { metricLines } from './metric-lines.ts';
import { metricsOf, type Outcome } from './metrics-of.ts';
import { type KeepFailure, reportFailure } from './report-failure.ts';
import { toldResult } from './told-result.ts';

/** What this package uses of the context object of a Node.js function (AWS Lambda guide, "Lambda context object"). */
export interface Invocation {
  readonly awsRequestId: string;
}

export type LambdaHandler<Event, Result> = (
  event: Event,
  invocation: Invocation,
) => Promise<Result>;

export interface ObserveOptions {
  /** Keeps the messages that neither logs nor histories may hold; without it they are lost. */
  readonly keepFailure?: KeepFailure;
  /** Takes one line, without its line feed. Default: standard output, which Lambda sends to CloudWatch Logs. */
  readonly write?: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Wraps the handlers of a Lambda function: logs begin, end and failure as structured lines, and measures them. What a
 * wrapped handler throws holds no cell value: name and stack are those of the failure, the message is where it may be.
 *
 * Lines go to CloudWatch Logs, and what is thrown goes into the history of the execution: people without access to the
 * data read both.
 *
 * @param functionName as in the deployment, e.g. `rowmill-build-shard`
 * @param environment variables of the function, see {@link VARIABLES}
 */
export function observe(
  functionName: string,
  environment: Readonly<Record<string, string | undefined>>,
  { keepFailure, write = writeToStandardOutput, now = Date.now }: ObserveOptions = {},
): <Event, Result>(handler: LambdaHandler<Event, Result>) => LambdaHandler<Event, Result> {
  const source = {
    deployment: environment[VARIABLES.deployment] ?? 'unknown',
    function: functionName,
    region: environment.AWS_REGION ?? '',
    memoryMegabytes: Number(environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? 0),
    loadSeconds: performance.now() / 1000,
  };
  let isCold = true;
  return (handler) => async (event, invocation) => {
    const { awsRequestId: requestId } = invocation;
    const facts = beginInvocation(source, event, { requestId, isCold, startedAt: now() });
    isCold = false;
    write(startOf(facts));
    const tellEnd = (outcome: Outcome): void => {
      const ended = { ...facts, endedAt: now() };
      for (const line of [endOf(ended, outcome.failure), ...invocationMetrics(ended, outcome)])
        write(line);
    };
    const result = await handler(event, invocation).catch(async (error: unknown) => {
      const failure = await reportFailure(error, facts, keepFailure);
      tellEnd({ failure });
      throw failure.error;
    });
    tellEnd({ result });
    return toldResult(functionName, result);
  };
}

function invocationMetrics(ended: EndedInvocation, outcome: Outcome): readonly string[] {
  const { deployment, function: name, endedAt: time, run, requestId } = ended;
  const about = { ...(run === undefined ? {} : { run }), requestId };
  return metricsOf(ended, outcome).flatMap((measured) =>
    metricLines(
      { ...measured, properties: { ...about, ...measured.properties } },
      { deployment, function: name, time },
    ),
  );
}

function writeToStandardOutput(line: string): void {
  process.stdout.write(`${line}\n`);
}
