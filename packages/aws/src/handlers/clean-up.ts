import { WORKFLOW_LAMBDAS } from '../deployment.ts';
import { cleanUpWithTests } from '../lambda/clean-up-with-tests.ts';
import { lambdaHandler } from '../lambda/lambda-handler.ts';

export const handler = lambdaHandler(cleanUpWithTests(), WORKFLOW_LAMBDAS.CleanUpFunctionArn);
