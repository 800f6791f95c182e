import { RowmillError } from '@rowmill/core';

/** Nobody has signed in to AWS on this machine, or what was signed in with is over or unknown. */
export class AwsCredentialsError extends RowmillError {
  override readonly name = 'AwsCredentialsError';
}

/** AWS does not let the caller do what has to be done. */
export class AwsAccessError extends RowmillError {
  override readonly name = 'AwsAccessError';
  /** Permission that is missing: `states:StartExecution`. */
  readonly action: string;

  constructor(place: string, action: string, options?: ErrorOptions) {
    super(
      `${place}: ${action} is not allowed - have the policy of your role attached (requester, operator, auditor or administrator: docs/access.md says who may do what)`,
      options,
    );
    this.action = action;
  }
}

/** A quota of the account is used up. */
export class AwsQuotaError extends RowmillError {
  override readonly name = 'AwsQuotaError';
}

/** AWS cannot be reached, asks to slow down for longer than we wait, or has a fault of its own. */
export class AwsServiceError extends RowmillError {
  override readonly name = 'AwsServiceError';
  /** What AWS or the system calls it: `ThrottlingException`, `ECONNREFUSED`. */
  readonly code: string;

  constructor(problem: string, { code, ...options }: ErrorOptions & { readonly code: string }) {
    super(problem, options);
    this.code = code;
  }
}

/** There is no deployment of this name in the account and region. */
export class DeploymentNotFoundError extends RowmillError {
  override readonly name = 'DeploymentNotFoundError';
  readonly deployment: string;

  constructor(deployment: string, region: string, options?: ErrorOptions) {
    super(
      `there is no deployment "${deployment}" in ${region} - make one: rowmill deploy --deployment ${deployment} --region ${region}; or name another one (--deployment, --region, AWS_PROFILE)`,
      options,
    );
    this.deployment = deployment;
  }
}

/** A deployment is there, and not as it has to be. */
export class DeploymentStateError extends RowmillError {
  override readonly name = 'DeploymentStateError';
  readonly deployment: string;

  constructor(deployment: string, problem: string, options?: ErrorOptions) {
    super(`deployment ${deployment}: ${problem}`, options);
    this.deployment = deployment;
  }
}

/** No division of a run into shards keeps to what functions may take. Nothing was begun. */
export class RunDoesNotFitError extends RowmillError {
  override readonly name = 'RunDoesNotFitError';
  /** One sentence each, with the table in front. */
  readonly problems: readonly string[];

  constructor(place: string, problems: readonly string[]) {
    const lines = problems.map((problem) => `- ${problem}`);
    const advice =
      'make less rows (--scale), divide the table into several, make its rows smaller, or make the run on one machine (--engine embedded)';
    super([`${place}: the run does not fit - ${advice}:`, ...lines].join('\n'));
    this.problems = problems;
  }
}

/** Step Functions does not know the execution of a run any more, so nobody can tell what has become of it. */
export class ExecutionGoneError extends RowmillError {
  override readonly name = 'ExecutionGoneError';
  readonly run: string;

  constructor(run: string, options?: ErrorOptions) {
    super(
      `run ${run}: its execution was deleted, and it has left no report - to remove what it had created: rowmill runs cancel ${run} --engine aws (else the sweeper does so when its leases are over); to run it again: rowmill runs redrive ${run} --engine aws`,
      options,
    );
    this.run = run;
  }
}
