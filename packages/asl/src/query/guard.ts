import type { Expression } from 'jsonata';
import { type Environment, type Evaluation, evaluationOf } from './evaluation.ts';
import { childrenOf, type SyntaxNode } from './syntax-tree.ts';

/**
 * Nodes within nodes. The service refuses what is nested deeper.
 *
 * Source: measured against AWS by others, github.com/floci-io/floci/pull/2783.
 */
export const MAX_DEPTH = 100;
/** Bytes of one value, 8 for a number or another element, 1 for a character. Source: as above. */
export const MAX_VALUE_BYTES = 6_990_256;
/** Nodes that JSONata may have open where it evaluates members at the same time: bounds the memory they take. */
export const MAX_OPEN = 100_000;
/**
 * Nodes evaluated in all. AWS has a limit in time; one that counts stops in the same place on every machine, so
 * that an execution replays as it ran.
 */
export const MAX_STEPS = 5_000_000;

const TOO_DEEP =
  'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.';
const TOO_LONG = 'Expression evaluation timeout: Check for infinite loop';
const TOO_LARGE = 'Expression evaluation memory limit exceeded: Check for excessive memory usage';

/** Ends expressions that run away, and gives `$toMillis` the clock of the execution. */
export function defineGuard(expression: Expression): void {
  const limit = hasParallelMembers(expression.ast() as unknown as SyntaxNode)
    ? MAX_OPEN
    : MAX_DEPTH;
  assign(expression, Symbol.for('jsonata.__evaluate_entry'), (_node, _input, environment) =>
    enter(environment, limit),
  );
  assign(expression, Symbol.for('jsonata.__evaluate_exit'), (_node, _input, environment, result) =>
    leave(evaluationOf(environment), result),
  );
}

type Callback = (node: unknown, input: unknown, environment: Environment, result?: unknown) => void;

/** JSONata looks its callbacks up by symbols, which the type declarations do not know. */
function assign(expression: Expression, name: symbol, callback: Callback): void {
  expression.assign(name as unknown as string, callback);
}

function enter(environment: Environment, limit: number): void {
  const evaluation = evaluationOf(environment);
  if (evaluation.steps === 0) {
    // Frames made from here on inherit it; JSONata has set it to the time of the machine.
    environment.timestamp = new Date(evaluation.now);
  }
  evaluation.steps++;
  evaluation.open++;
  if (evaluation.open > limit) {
    throw limitError(TOO_DEEP);
  }
  if (evaluation.steps > MAX_STEPS || evaluation.isOver) {
    throw limitError(TOO_LONG);
  }
}

function leave(evaluation: Evaluation, result: unknown): void {
  evaluation.open--;
  if (sizeOf(result) > MAX_VALUE_BYTES) {
    throw limitError(TOO_LARGE);
  }
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') {
    return value.length;
  }
  return Array.isArray(value) ? value.length * 8 : 0;
}

/** As JSONata throws: a plain object, which it may add fields to. */
function limitError(message: string): object {
  return { message };
}

/** Whether there are array or object constructors: JSONata evaluates their members at the same time. */
function hasParallelMembers(node: SyntaxNode): boolean {
  const isConstructor = node.type === 'unary' && (node.value === '[' || node.value === '{');
  return isConstructor || node.group !== undefined || childrenOf(node).some(hasParallelMembers);
}
