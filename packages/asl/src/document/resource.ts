import { isObject } from '../json.ts';
import { expressionText } from '../query/expression-text.ts';
import { parseExpression } from '../query/parse-expression.ts';
import { nodesIn, type SyntaxNode } from '../query/syntax-tree.ts';
import { eachState } from './each-state.ts';
import type { StateMachine, TaskState } from './states.ts';

/** What a task state calls, and how it waits for the answer. */
export interface TaskResource {
  /** Without the suffix of its pattern: `arn:aws:states:::lambda:invoke`. */
  readonly resource: string;
  readonly pattern: 'request-response' | 'sync' | 'wait-for-task-token';
}

/** A resource of a machine, and the state that calls it. */
export interface UsedResource extends TaskResource {
  readonly state: string;
  /** JSON Pointer (RFC 6901) of the state. */
  readonly location: string;
  /** Name or ARN as the document has it, where the state invokes a function; absent where it computes which. */
  readonly functionName?: string;
}

const SUFFIX = /\.(sync(?::2)?|waitForTaskToken)$/;
const INVOKE = /^arn:aws[\w-]*:states:[\w-]*:\d*:lambda:invoke$/;
const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:[\w-]*:\d*:function:[^:]+(?::[^:]+)?$/;

/** Takes the suffix of its pattern from a `Resource`. */
export function taskResource(resource: string): TaskResource {
  const suffix = SUFFIX.exec(resource);
  if (suffix === null) return { resource, pattern: 'request-response' };
  return {
    resource: resource.slice(0, suffix.index),
    pattern: suffix[1] === 'waitForTaskToken' ? 'wait-for-task-token' : 'sync',
  };
}

/** Whether a resource, without the suffix of its pattern, invokes the function that its arguments name. */
export function invokesFunction(resource: string): boolean {
  return INVOKE.test(resource);
}

/**
 * Name of a function out of all that AWS Lambda takes for one: `name`, `name:qualifier`, `account:function:name`
 * or an ARN.
 */
export function functionNameOf(reference: string): string {
  const parts = reference.split(':');
  const keyword = parts.lastIndexOf('function');
  return parts[keyword + 1] ?? reference;
}

/**
 * All that the task states of a machine call: what must have a handler before it can run. A state that chooses between
 * functions, `{% … ? 'one' : 'other' %}`, is there once for each of them.
 */
export function resourcesOf(machine: StateMachine): readonly UsedResource[] {
  return [...eachState(machine)].flatMap(({ name, state, location }) =>
    state.Type === 'Task'
      ? usedResources(state).map((used) => ({ state: name, location, ...used }))
      : [],
  );
}

function usedResources(state: TaskState): readonly (TaskResource & { functionName?: string })[] {
  const task = taskResource(state.Resource);
  if (FUNCTION_ARN.test(task.resource)) return [{ ...task, functionName: task.resource }];
  const given = state.Arguments ?? state.Parameters;
  const named = isObject(given) ? given.FunctionName : undefined;
  if (!invokesFunction(task.resource) || typeof named !== 'string') return [task];
  const expression = expressionText(named);
  if (expression === undefined) return [{ ...task, functionName: named }];
  return [...new Set(outcomesOf(parseExpression(expression).tree))].map((functionName) =>
    functionName === undefined ? task : { ...task, functionName },
  );
}

/** Texts that an expression chooses from; undefined stands for what it computes. */
function outcomesOf(node: SyntaxNode): readonly (string | undefined)[] {
  if (node.type === 'string' && typeof node.value === 'string') return [node.value];
  if (node.type === 'block') return nodesIn(node.expressions).slice(-1).flatMap(outcomesOf);
  if (node.type !== 'condition') return [undefined];
  const branches = nodesIn([node.then, node.else]);
  return branches.length === 2 ? branches.flatMap(outcomesOf) : [undefined];
}
