import { StoreError } from 'rowmill/engine';
import { DeploymentStateError } from './client-errors.ts';
import type { OpenDeployment } from './open-deployment.ts';

type BucketOfDeployment = Pick<OpenDeployment, 'name' | 'bucket'>;

/** Does the work; that the bucket of the deployment is gone is told as what it is, with the way out. */
export async function explainGoneBucket<Value>(
  deployment: BucketOfDeployment,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw isGone(error, deployment) ? bucketGone(deployment, error) : error;
  }
}

/** Sources and targets may have buckets of their own. */
const isGone = (error: unknown, { bucket }: BucketOfDeployment): error is StoreError =>
  error instanceof StoreError &&
  error.code === 'NoSuchBucket' &&
  `${error.place}/`.startsWith(`s3://${bucket}/`);

function bucketGone({ name, bucket }: BucketOfDeployment, cause: StoreError): DeploymentStateError {
  const problem = `its bucket ${bucket} is gone, and with it all runs and datasets; deploying again does not bring it back - take the deployment away and make it anew: rowmill destroy --deployment ${name}, then rowmill deploy --deployment ${name}`;
  return new DeploymentStateError(name, problem, { cause });
}
