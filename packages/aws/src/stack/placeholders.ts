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
