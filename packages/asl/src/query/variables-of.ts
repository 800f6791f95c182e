import { BUILT_IN_FUNCTIONS } from './built-in-functions.ts';
import { parseExpression } from './parse-expression.ts';
import { childrenOf, nodesIn, type SyntaxNode } from './syntax-tree.ts';

/** What an expression takes from outside. */
export interface ExpressionVariables {
  /** Variables that it does not bind itself, without `$`, `$states` and functions that exist: each once, in order. */
  readonly variables: readonly string[];
  /** Members of `$states` that it names: `input`, `result` … */
  readonly states: readonly string[];
  /** `$states` is taken as a whole, or by a name that is computed. */
  readonly isWholeStates: boolean;
}

/** @param text of an expression, without `{%` and `%}`. @throws ExpressionSyntaxError */
export function variablesOf(text: string): ExpressionVariables {
  const found: Found = { variables: new Set(), states: new Set(), isWholeStates: false };
  visit(parseExpression(text).tree, new Set(), found);
  return {
    variables: [...found.variables],
    states: [...found.states],
    isWholeStates: found.isWholeStates,
  };
}

interface Found {
  readonly variables: Set<string>;
  readonly states: Set<string>;
  isWholeStates: boolean;
}

/** Names that are bound where a node stands. What a node binds is added for those that follow it. */
type Bound = Set<string>;

function visit(node: SyntaxNode, bound: Bound, found: Found): void {
  const visitor = VISITORS[node.type ?? ''] ?? visitChildren;
  visitor(node, bound, found);
}

function visitChildren(node: SyntaxNode, bound: Bound, found: Found): void {
  for (const child of childrenOf(node)) {
    visit(child, bound, found);
  }
}

type Visitor = (node: SyntaxNode, bound: Bound, found: Found) => void;

const VISITORS: Readonly<Record<string, Visitor>> = {
  variable: (node, bound, found) => {
    noteVariable(node, bound, found);
    visitChildren(node, bound, found);
  },
  bind: visitBind,
  block: (node, bound, found) => visitChildren(node, new Set(bound), found),
  lambda: visitLambda,
  path: visitPath,
};

function noteVariable({ value }: SyntaxNode, bound: Bound, found: Found): void {
  if (typeof value !== 'string' || value === '' || value === '$' || bound.has(value)) {
    return;
  }
  if (value === 'states') {
    found.isWholeStates = true;
  } else if (!BUILT_IN_FUNCTIONS.has(value)) {
    found.variables.add(value);
  }
}

/** A function may call itself: its name is bound in its own body. */
function visitBind(node: SyntaxNode, bound: Bound, found: Found): void {
  const [target] = nodesIn(node.lhs);
  const [source] = nodesIn(node.rhs);
  const name = String(target?.value);
  if (source?.type === 'lambda') {
    bound.add(name);
  }
  if (source !== undefined) {
    visit(source, bound, found);
  }
  bound.add(name);
}

function visitLambda(node: SyntaxNode, bound: Bound, found: Found): void {
  const parameters = nodesIn(node.arguments).map(({ value }) => String(value));
  for (const body of nodesIn(node.body)) {
    visit(body, new Set([...bound, ...parameters]), found);
  }
}

/** `$states.input` names a member; `@$name` and `#$name` bind a variable for the steps that follow. */
function visitPath(node: SyntaxNode, bound: Bound, found: Found): void {
  const steps = nodesIn(node.steps);
  const inner = new Set(bound);
  const member = memberOfStates(steps, bound);
  for (const [index, step] of steps.entries()) {
    if (index === 0 && member !== undefined) {
      found.states.add(member);
    } else {
      visit(step, inner, found);
    }
    bindStep(step, inner);
  }
  for (const group of nodesIn(node.group)) {
    visitChildren(group, inner, found);
  }
}

function memberOfStates([first, second]: readonly SyntaxNode[], bound: Bound): string | undefined {
  const isStates =
    first?.type === 'variable' &&
    first.value === 'states' &&
    first.predicate === undefined &&
    !bound.has('states');
  return isStates && second?.type === 'name' ? String(second.value) : undefined;
}

function bindStep(step: SyntaxNode, bound: Bound): void {
  for (const name of [step.focus, step.index]) {
    if (typeof name === 'string') {
      bound.add(name);
    }
  }
}
