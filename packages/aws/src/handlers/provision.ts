import { provisionTask } from 'rowmill/engine';
import { WORKFLOW_LAMBDAS } from '../deployment.ts';
import { lambdaHandler } from '../lambda/lambda-handler.ts';

export const handler = lambdaHandler(provisionTask, WORKFLOW_LAMBDAS.ProvisionFunctionArn);
