import { VARIABLES, WORKFLOW_LAMBDAS } from '../deployment.ts';
import { lambdaHandler } from '../lambda/lambda-handler.ts';
import { startTestsTask } from '../lambda/start-tests.ts';

const { [VARIABLES.testProject]: project, [VARIABLES.bucket]: bucket } = process.env;

export const handler = lambdaHandler(
  startTestsTask({ project, bucket }),
  WORKFLOW_LAMBDAS.RunTestsFunctionArn,
);
