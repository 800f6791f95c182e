import { type LambdaFunction, VARIABLES } from '../deployment.ts';

/** A line of the logs with what a task tells, to be found by the same members as other lines. */
export function noteLine(
  { name }: LambdaFunction,
  run: string,
  message: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const deployment = environment[VARIABLES.deployment];
  const time = new Date().toISOString();
  return JSON.stringify({ level: 'info', time, message, deployment, function: name, run });
}
