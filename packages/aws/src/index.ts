export { openAwsEngine } from './client/aws-engine.ts';
export { planOnAws } from './client/plan-on-aws.ts';
export { OUTPUTS, stackName } from './deployment.ts';
