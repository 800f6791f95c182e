/** What this package uses of the context object of a Node.js function. Source: AWS Lambda guide, "Node.js context". */
export interface LambdaContext {
  readonly awsRequestId: string;
  /** With the alias or version, where the function was called by one. */
  readonly invokedFunctionArn: string;
  /** Milliseconds until the function is ended, whatever it does. */
  getRemainingTimeInMillis(): number;
}

/** Where a function runs, from its ARN: `arn:aws:lambda:eu-central-1:123456789012:function:name`. */
export interface FunctionPlace {
  /** `aws`, `aws-cn` … */
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

export function placeOfFunction(arn: string): FunctionPlace {
  const [, partition = '', , region = '', account = ''] = arn.split(':');
  return { partition, region, account };
}
