import { reportTask } from 'rowmill/engine';
import { WORKFLOW_LAMBDAS } from '../deployment.ts';
import { lambdaHandler } from '../lambda/lambda-handler.ts';

export const handler = lambdaHandler(reportTask, WORKFLOW_LAMBDAS.ReportFunctionArn);
