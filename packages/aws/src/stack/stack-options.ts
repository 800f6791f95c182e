/** A place in a bucket of the account that is not the deployment's own. */
export interface BucketPlace {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Keys begin with it; without a slash at its end. Absent: the whole bucket. */
  readonly prefix?: string;
  /** ARN of the customer managed KMS key that its objects are encrypted with. Absent: they are not, or with S3's own. */
  readonly keyArn?: string;
}

/** The network of the databases. Nothing is looked up: synthesis stays offline. */
export interface Network {
  readonly vpcId: string;
  /** Private subnets, of which there is a way to the databases and to AWS (endpoints or NAT). */
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** How the test command of requests is run. */
export interface TestOptions {
  /** Image of the builds. Default: {@link DEFAULTS}. */
  readonly image?: string;
  /** Archive (zip) that is unpacked before the command runs: the tests themselves. */
  readonly source?: { readonly bucket: string; readonly key: string };
  /** Minutes after which a build is stopped; 5 to 2,160. */
  readonly timeoutMinutes?: number;
}

/** What a deployment is made from. Everything but its name has a default. */
export interface StackOptions {
  /** Name of the deployment: lower case letters, digits and `-`, 24 at most. `qa` becomes the stack `rowmill-qa`. */
  readonly deployment: string;
  /** Text of the workflow document. Default: the one that rowmill ships. */
  readonly workflow?: string;
  /** Days after which what runs keep about themselves is deleted. */
  readonly runDays?: number;
  /** Days after which datasets are deleted. Absent: never; they move to cheaper storage by themselves. */
  readonly datasetDays?: number;
  /** Days that logs are kept: one of {@link LOG_DAYS}. */
  readonly logDays?: number;
  /** Minutes between two rounds of the sweeper. */
  readonly sweepMinutes?: number;
  /** Spending in USD a month at which the budget alarms. Absent: no budget. */
  readonly budgetUsd?: number;
  /** Address that alarms are mailed to, once its owner has confirmed. */
  readonly alarmEmail?: string;
  readonly network?: Network;
  readonly tests?: TestOptions;
  /** Buckets that S3 sources are read from: by the masking function alone. */
  readonly sources?: readonly BucketPlace[];
  /** Buckets that S3 targets lie in. */
  readonly targets?: readonly BucketPlace[];
  /** What becomes of data (bucket, leases, key, logs) when the stack is deleted. `delete` needs an emptied bucket. */
  readonly removal?: 'retain' | 'delete';
}
