import { setUpTask } from 'rowmill/engine';
import { WORKFLOW_LAMBDAS } from '../deployment.ts';
import { lambdaHandler } from '../lambda/lambda-handler.ts';

export const handler = lambdaHandler(setUpTask, WORKFLOW_LAMBDAS.SetUpFunctionArn);
