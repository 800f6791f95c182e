import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** One permission, and the reason for it. */
export interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Why it is needed and, where a resource holds `*`, why it cannot be named. A reviewer reads it. */
  readonly why: string;
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Default: it allows. */
  readonly denies?: boolean;
}

export function policyStatement({
  actions,
  resources,
  conditions,
  denies = false,
}: Statement): PolicyStatement {
  return new PolicyStatement({
    effect: denies ? Effect.DENY : Effect.ALLOW,
    actions: [...actions],
    resources: [...resources],
    ...(conditions === undefined ? {} : { conditions }),
  });
}
