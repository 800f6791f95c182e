import type { ExecutionFacts } from '../reducer/facts.ts';
import type { ExecutionIdentity } from './execution.ts';

/** What is true of the first execution. Without ARNs of AWS it gets such that name no account. */
export function rootFacts({
  machine,
  name,
  seed,
  stateMachineName = 'machine',
  arn = `arn:aws:states:local:000000000000:execution:${stateMachineName}:${name}`,
  roleArn = `arn:aws:iam::000000000000:role/${stateMachineName}`,
}: ExecutionIdentity): ExecutionFacts {
  const account = arn.split(':').slice(0, 5).join(':');
  return {
    sequence: machine,
    queryLanguage: machine.QueryLanguage ?? 'JSONPath',
    ...(machine.TimeoutSeconds !== undefined && { timeoutSeconds: machine.TimeoutSeconds }),
    name,
    arn,
    roleArn,
    stateMachine: { arn: `${account}:stateMachine:${stateMachineName}`, name: stateMachineName },
    seed,
  };
}
