import type { Expression } from 'jsonata';
import { type Environment, type Evaluation, evaluationOf, type Turn } from './evaluation.ts';
import {
  MAX_DEPTH,
  MAX_STEPS,
  MAX_VALUE_BYTES,
  TOO_DEEP,
  TOO_LARGE,
  TOO_LONG,
} from './guard-limits.ts';
import { isFunction } from './is-function.ts';
import { childrenOf, nodesIn, type SyntaxNode } from './syntax-tree.ts';
import { membersOf, takeTurn } from './turns.ts';

/** Ends evaluations that run away, and gives them the time of the execution. */
export function defineGuard(expression: Expression, tree: SyntaxNode): void {
  const members = membersOf(tree);
  const callees = calleesIn(tree);
  assign(expression, Symbol.for('jsonata.__evaluate_entry'), (node, _input, environment) => {
    const evaluation = evaluationOf(environment);
    const owner = members.get(node);
    if (owner === undefined) {
      return enter(evaluation, environment);
    }
    const { turn, before } = takeTurn(owner, { environment, evaluation });
    return before === undefined
      ? enter(evaluation, environment, turn)
      : before.over.then(() => enter(evaluation, environment, turn));
  });
  assign(expression, Symbol.for('jsonata.__evaluate_exit'), (node, _input, environment, result) => {
    if (callees.has(node)) {
      refuseToCall(result);
    }
    leave(evaluationOf(environment), result);
  });
}

type Callback = (
  node: SyntaxNode,
  input: unknown,
  environment: Environment,
  result?: unknown,
) => Promise<void> | void;

/** JSONata looks its callbacks up by symbols, which the type declarations do not know. */
function assign(expression: Expression, name: symbol, callback: Callback): void {
  expression.assign(name as unknown as string, callback);
}

function enter(evaluation: Evaluation, environment: Environment, turn?: Turn): void {
  if (evaluation.steps === 0) {
    // Frames made from here on inherit it; JSONata has set it to the time of the machine.
    environment.timestamp = new Date(evaluation.now);
  }
  evaluation.steps++;
  evaluation.open.push(turn);
  if (evaluation.open.length > MAX_DEPTH) {
    throw limitError(TOO_DEEP);
  }
  if (evaluation.steps > MAX_STEPS) {
    throw limitError(TOO_LONG);
  }
}

/** JSONata writes into an object that is called, before it sees that this is data. */
function refuseToCall(callee: unknown): void {
  if (typeof callee === 'object' && !isFunction(callee)) {
    throw { code: 'T1006' };
  }
}

/** What is called, where that is not known before. */
function calleesIn(node: SyntaxNode, callees = new Set<SyntaxNode>()): ReadonlySet<SyntaxNode> {
  for (const callee of nodesIn(node.procedure)) {
    callees.add(callee);
  }
  for (const child of childrenOf(node)) {
    calleesIn(child, callees);
  }
  return callees;
}

function leave(evaluation: Evaluation, result: unknown): void {
  if (sizeOf(result) > MAX_VALUE_BYTES) {
    throw limitError(TOO_LARGE);
  }
  evaluation.open.pop()?.end();
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') {
    return value.length;
  }
  return Array.isArray(value) ? value.length * 8 : 0;
}

/** As JSONata throws: a plain object, which it adds fields to. */
function limitError(message: string): object {
  return { message };
}
