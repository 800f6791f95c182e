export { openAwsEngine } from './client/aws-engine.ts';
export { planOnAws } from './client/plan-on-aws.ts';
export { deploy } from './deploy/deploy-stack.ts';
export { destroy } from './deploy/destroy-stack.ts';
export { OUTPUTS, stackName } from './deployment.ts';
