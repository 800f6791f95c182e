import jsonata from 'jsonata';
import { ExpressionSyntaxError } from '../errors.ts';
import { defineStepFunctions } from './functions/define-step-functions.ts';
import { defineGuard } from './guard.ts';
import { childrenOf, type SyntaxNode } from './syntax-tree.ts';

export interface ParsedExpression {
  /** Resolves to what JSONata answers: marked arrays, functions and undefined included. */
  readonly evaluate: (bindings: Record<string, unknown>) => Promise<unknown>;
  readonly tree: SyntaxNode;
  /** Every name behind a `$` that stands anywhere in it, whatever it is bound to. */
  readonly mentioned: readonly string[];
}

/** Expressions kept parsed: more than any one machine has, few enough to forget those of machines gone by. */
const CAPACITY = 2000;
const parsed = new Map<string, ParsedExpression>();

/**
 * Parses once, however often the expression is evaluated, also at the same time.
 *
 * @throws ExpressionSyntaxError
 */
export function parseExpression(text: string): ParsedExpression {
  const known = parsed.get(text);
  const expression = known ?? parse(text);
  if (known !== undefined) {
    // Whatever is first in the map has been idle for longest.
    parsed.delete(text);
  } else if (parsed.size >= CAPACITY) {
    parsed.delete(parsed.keys().next().value ?? text);
  }
  parsed.set(text, expression);
  return expression;
}

function parse(text: string): ParsedExpression {
  try {
    const expression = jsonata(text);
    const tree = expression.ast() as unknown as SyntaxNode;
    defineStepFunctions(expression);
    defineGuard(expression, tree);
    return {
      evaluate: (bindings) => expression.evaluate(undefined, bindings),
      tree,
      mentioned: [...namesIn(tree)],
    };
  } catch (error) {
    throw syntaxError(text, error);
  }
}

function namesIn(node: SyntaxNode, names = new Set<string>()): Set<string> {
  if (node.type === 'variable' && typeof node.value === 'string' && node.value !== '') {
    names.add(node.value);
  }
  for (const child of childrenOf(node)) {
    namesIn(child, names);
  }
  return names;
}

/** JSONata throws plain objects. */
function syntaxError(text: string, error: unknown): ExpressionSyntaxError {
  const { code, message, position } = error as {
    readonly code?: string;
    readonly message?: string;
    readonly position?: number;
  };
  return new ExpressionSyntaxError(text, {
    problem: message ?? String(error),
    ...(code === undefined ? {} : { code }),
    ...(position === undefined ? {} : { position }),
    cause: error,
  });
}
