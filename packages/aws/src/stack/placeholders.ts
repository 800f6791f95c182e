import { DocumentError, loadDocument, substitute } from '@rowmill/asl';
import { WORKFLOW_LAMBDAS } from '../deployment.ts';
import { StackOptionsError } from '../errors.ts';

/** Names of the placeholders of a workflow document, each once, in the order of their appearance. */
export function placeholdersOf(workflow: string): readonly string[] {
  const names = [...workflow.matchAll(/\$\{([A-Za-z0-9_.-]+)\}/g)].map(([, name = '']) => name);
  return [...new Set(names)];
}

/** @throws {@link StackOptionsError} when a placeholder stands for no function of the deployment. */
export function checkPlaceholders(workflow: string): void {
  const unknown = placeholdersOf(workflow).filter((name) => !Object.hasOwn(WORKFLOW_LAMBDAS, name));
  if (unknown.length === 0) return;
  const known = Object.keys(WORKFLOW_LAMBDAS).join(', ');
  throw new StackOptionsError(
    unknown.map(
      (name) =>
        `workflow: nothing on AWS stands for \${${name}} - use ${known}, or the ARN of what is to be called`,
    ),
  );
}

/** A function of no account: documents are checked before anything is deployed. */
const ANY_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:any';

/** What the interpreter lacks; Step Functions has it. */
const NOT_HERE = 'UNSUPPORTED';

/** @throws {@link StackOptionsError} with everything for which Step Functions, or this deployment, would not take it. */
export function checkWorkflow(workflow: string): void {
  checkPlaceholders(workflow);
  const used = placeholdersOf(workflow);
  const arns = Object.fromEntries(used.map((name) => [name, ANY_ARN]));
  try {
    loadDocument(substitute(workflow, arns));
  } catch (cause) {
    if (!(cause instanceof DocumentError)) throw cause;
    const problems = cause.issues
      .filter(({ code }) => code !== NOT_HERE)
      .map(
        ({ location, message }) => `workflow: ${location === '' ? '' : `${location}: `}${message}`,
      );
    if (problems.length > 0) throw new StackOptionsError(problems, { cause });
  }
  if (used.length > 0) return;
  const known = Object.keys(WORKFLOW_LAMBDAS).map((name) => `\${${name}}`);
  throw new StackOptionsError([
    `workflow: it calls no function of the deployment - use ${known.join(', ')}`,
  ]);
}
