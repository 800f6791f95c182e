import { functionNameOf, invokesFunction } from '../document/resource.ts';
import { isObject, type Json } from '../json.ts';
import type { TaskDefinition, TaskHandler, TaskHandlers } from '../ports.ts';
import type { TaskPattern } from '../reducer/commands.ts';

/** Who does a task, and how it wants to be asked. */
export interface FoundHandler extends TaskDefinition {
  /** Functions fail with JSON as their cause, as they do on AWS. */
  readonly isFunction: boolean;
  readonly input: Json;
  /** Makes the result of the task from the answer. */
  readonly wrap: (answer: Json) => Json;
}

export interface TaskCall {
  /** Without the suffix of its pattern. */
  readonly resource: string;
  readonly pattern: TaskPattern;
  readonly arguments: Json;
}

const FUNCTION_ARN = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:./;

const SUFFIXES: { readonly [Pattern in TaskPattern]: readonly string[] } = {
  'request-response': [''],
  sync: ['.sync', '.sync:2', ''],
  'wait-for-task-token': ['.waitForTaskToken', ''],
};

/**
 * Who does a task. A resource that is registered as it stands gets its arguments as they stand. Functions are found by
 * the ARN, with and without a qualifier, and by the name; what `lambda:invoke` calls gets the `Payload`.
 */
export function findHandler(
  { resource, pattern, arguments: given }: TaskCall,
  tasks: TaskHandlers,
): FoundHandler | undefined {
  const whole = pick(
    tasks,
    SUFFIXES[pattern].map((suffix) => resource + suffix),
  );
  const isFunction = FUNCTION_ARN.test(resource);
  if (whole !== undefined) {
    return { ...whole, isFunction, input: given, wrap: asItIs };
  }
  if (isFunction) {
    const found = pick(tasks, functionKeys(resource));
    return found && { ...found, isFunction, input: given, wrap: asItIs };
  }
  if (!invokesFunction(resource) || !isObject(given)) return undefined;
  const { FunctionName, InvocationType, Payload = {} } = given;
  if (typeof FunctionName !== 'string') return undefined;
  const found = pick(tasks, functionKeys(FunctionName));
  if (found === undefined) return undefined;
  const invoked = { ...found, isFunction: true, input: Payload };
  if (InvocationType !== 'Event' || pattern !== 'request-response')
    return { ...invoked, wrap: asInvocation };
  return { ...invoked, handler: withoutAnswer(found.handler), wrap: asEvent };
}

/** Nobody is told what became of a function that is invoked as an event. It is waited for, so that it is not lost. */
const withoutAnswer =
  (handler: TaskHandler): TaskHandler =>
  (input, context) =>
    handler(input, context).then(
      () => '',
      () => '',
    );

/** Keys under which a function may be registered: `name:qualifier`, an ARN, a name. */
function functionKeys(reference: string): readonly string[] {
  const name = functionNameOf(reference);
  const end = reference.indexOf(name, reference.indexOf('function:') + 1) + name.length;
  return [...new Set([reference, reference.slice(0, end), name])];
}

function pick(tasks: TaskHandlers, keys: readonly string[]): TaskDefinition | undefined {
  const key = keys.find((candidate) => Object.hasOwn(tasks, candidate));
  const found = key === undefined ? undefined : tasks[key];
  return typeof found === 'function' ? { handler: found, repeatable: true } : found;
}

const asItIs = (answer: Json): Json => answer;

const asEvent = (): Json => ({ Payload: '', StatusCode: 202 });

const asInvocation = (answer: Json): Json => ({
  ExecutedVersion: '$LATEST',
  Payload: answer,
  StatusCode: 200,
});
