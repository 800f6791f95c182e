import { tmpdir } from 'node:os';
import { createS3Store, type ObjectStore } from 'rowmill/engine';
import type { LambdaFunction } from '../deployment.ts';
import { observe } from '../monitoring/observe.ts';
import { openDeadline } from './deadline.ts';
import type { LambdaContext } from './lambda-context.ts';
import { once } from './once.ts';
import { type FunctionVariables, readVariables } from './read-variables.ts';

/** What a function that an event starts may use. */
export interface EventTools {
  readonly variables: FunctionVariables;
  /** The bucket of the deployment. */
  store(): Promise<ObjectStore>;
  readonly requestId: string;
}

/** Makes a function of AWS that events start. Lambda calls it again when it fails. */
export function eventHandler(
  lambda: LambdaFunction,
  work: (event: unknown, tools: EventTools) => Promise<object>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): (event: unknown, context: LambdaContext) => Promise<object> {
  const store = once(() =>
    createS3Store({ bucket: readVariables(environment).bucket, scratch: tmpdir() }),
  );
  const observed = observe(lambda.name, environment);
  return (given, context) =>
    observed(async (event: unknown) => {
      const deadline = openDeadline(lambda.name, context);
      try {
        const variables = readVariables(environment);
        return await deadline.race(
          work(event, { variables, store, requestId: context.awsRequestId }),
        );
      } finally {
        deadline.clear();
      }
    })(given, context);
}
