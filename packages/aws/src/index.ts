export { OUTPUTS, stackName } from './deployment.ts';
