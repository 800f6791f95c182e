import { DescribeExecutionCommand, paginateListExecutions } from '@aws-sdk/client-sfn';
import type { OpenDeployment } from './open-deployment.ts';

/** A child of a map run that failed. */
export interface FailedChild {
  readonly arn: string;
  /** Name of its execution. */
  readonly name: string;
  readonly error: string;
  readonly cause: string;
  /** Milliseconds since 1970. */
  readonly ended: number;
}

const REQUEST = { doing: 'looking at the shards that failed', action: 'states:ListExecutions' };

/** Children that failed, the first one first. @param most that are looked at: each costs a request */
export function failedChildren(
  { ask }: OpenDeployment,
  mapRunArn: string,
  most: number,
): Promise<readonly FailedChild[]> {
  return ask(REQUEST, async (client) => {
    const pages = paginateListExecutions({ client }, { mapRunArn, statusFilter: 'FAILED' });
    const found: { readonly arn: string; readonly name: string; readonly ended: number }[] = [];
    for await (const { executions = [] } of pages) {
      for (const { executionArn: arn = '', name = '', stopDate } of executions)
        found.push({ arn, name, ended: stopDate?.getTime() ?? 0 });
    }
    const first = found.toSorted((one, other) => one.ended - other.ended).slice(0, most);
    return Promise.all(
      first.map(async (child) => {
        const command = new DescribeExecutionCommand({ executionArn: child.arn });
        const { error = '', cause = '' } = await client.send(command);
        return { ...child, error, cause };
      }),
    );
  });
}
