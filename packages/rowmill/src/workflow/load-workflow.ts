import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  DocumentError,
  type DocumentIssue,
  loadDocument,
  resourcesOf,
  type StateMachine,
  substitute,
} from '@rowmill/asl';
import { didYouMean } from '@rowmill/core/engine';
import { cleanUpIssues } from './check-clean-up.ts';
import { FUNCTIONS, LOCAL_ARNS, localArn } from './functions.ts';
import { WorkflowError } from './workflow-error.ts';

/** A document that can be run here. */
export interface Workflow {
  /** Absolute path. */
  readonly file: string;
  /** The document with its placeholders filled in. */
  readonly text: string;
  readonly machine: StateMachine;
}

/** The pipeline that runs where a request names no document of its own. A plain file of the package. */
export const PIPELINE_FILE = fileURLToPath(
  new URL('../../workflow/pipeline.asl.json', import.meta.url),
);

/**
 * Reads a document, fills in its placeholders and makes sure that it can be run.
 *
 * @throws {@link WorkflowError} with everything that is wrong.
 */
export async function loadWorkflow(file: string = PIPELINE_FILE): Promise<Workflow> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const message = `cannot be read (${why}) - correct \`workflow\` in the request`;
    throw new WorkflowError([issue('/', message)], { file, cause });
  });
  const substituted = withLocalArns(text, file);
  return { file, text: substituted, machine: openWorkflow(substituted, file) };
}

/**
 * A document whose placeholders are filled in, as a run keeps it.
 *
 * @throws {@link WorkflowError}
 */
export function openWorkflow(text: string, file: string): StateMachine {
  const machine = explained(file, () => loadDocument(text));
  const issues = [...unknownTasks(machine), ...cleanUpIssues(machine)];
  if (issues.length > 0) throw new WorkflowError(issues, { file });
  return machine;
}

function withLocalArns(text: string, file: string): string {
  const used = new Set([...text.matchAll(/\$\{([A-Za-z0-9_.-]+)\}/g)].map(([, name = '']) => name));
  const known = Object.keys(LOCAL_ARNS);
  const unknown = [...used].filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const issues = unknown.map((name) => {
      const hint = didYouMean(name, known) ?? `there are: ${known.join(', ')}`;
      return issue('/', `nothing is known as \${${name}} - ${hint}`);
    });
    throw new WorkflowError(issues, { file });
  }
  const values = Object.fromEntries(Object.entries(LOCAL_ARNS).filter(([name]) => used.has(name)));
  return explained(file, () => substitute(text, values));
}

function explained<Value>(file: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new WorkflowError(error.issues, { file, cause: error });
  }
}

/** States that call what nobody does here. */
function unknownTasks(machine: StateMachine): readonly DocumentIssue[] {
  const names: readonly string[] = Object.values(FUNCTIONS).map(({ name }) => name);
  return resourcesOf(machine).flatMap(({ state, location, resource, functionName }) => {
    if (resource !== 'arn:aws:states:::lambda:invoke')
      return issue(
        `${location}/Resource`,
        `state "${state}": nothing here does ${resource} - call a function: arn:aws:states:::lambda:invoke`,
      );
    if (functionName === undefined || names.some((name) => isCalled(functionName, name))) return [];
    const hint = didYouMean(functionName, names) ?? `there are: ${names.join(', ')}`;
    return issue(
      `${location}/Arguments/FunctionName`,
      `state "${state}": there is no function ${functionName} - ${hint}`,
    );
  });
}

const isCalled = (reference: string, name: string): boolean =>
  reference === name || reference === localArn(name);

const issue = (location: string, message: string): DocumentIssue => ({
  location,
  code: 'UNSUPPORTED',
  message,
});
