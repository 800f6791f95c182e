import { localArn } from 'rowmill/engine';
import { stackName, WORKFLOW_LAMBDAS } from '../deployment.ts';

/**
 * The document of a deployment as a document of this machine: it calls functions by the names that they have everywhere.
 * So a run can be told of in the same words, whoever carries it out.
 *
 * @param text of the document, with the ARNs of the functions of the deployment
 */
export function localWorkflow(text: string, deployment: string): string {
  return Object.values(WORKFLOW_LAMBDAS).reduce((document, { name, entry }) => {
    const arn = new RegExp(
      `arn:aws[\\w-]*:lambda:[\\w-]+:\\d+:function:${stackName(deployment)}-${entry}(?![\\w-])(:\\w+)?`,
      'g',
    );
    return document.replaceAll(arn, localArn(name));
  }, text);
}
