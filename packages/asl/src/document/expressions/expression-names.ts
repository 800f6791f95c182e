/** What an expression refers to. */
export interface ExpressionNames {
  /** Variables that the expression does not bind itself. */
  readonly variables: ReadonlySet<string>;
  /** Functions that the expression does not define itself. */
  readonly functions: ReadonlySet<string>;
  /** Members of `$states`: `input`, `result` … */
  readonly states: ReadonlySet<string>;
  /** Names at which a path begins, with nothing before them that they could be a member of. */
  readonly topLevel: ReadonlySet<string>;
}

interface Walk {
  readonly names: { readonly [K in keyof ExpressionNames]: Set<string> };
  /** Bound by `:=`, by parameters, or by `@$x` and `#$x`. */
  readonly bound: ReadonlySet<string>;
  /** Nothing before this place gives names a meaning. */
  readonly isTopLevel: boolean;
}

interface Node {
  readonly type?: unknown;
  readonly value?: unknown;
  readonly [key: string]: unknown;
}

/** Below these members of a node, a name is a member of the value to their left. */
const INNER = new Set(['stages', 'predicate', 'group', 'terms', 'pattern', 'update', 'delete']);

/** Walks the syntax tree that `jsonata(text).ast()` returns. */
export function expressionNames(tree: unknown): ExpressionNames {
  const names = {
    variables: new Set<string>(),
    functions: new Set<string>(),
    states: new Set<string>(),
    topLevel: new Set<string>(),
  };
  visit(tree, { names, bound: boundIn(tree), isTopLevel: true });
  return names;
}

function visit(part: unknown, walk: Walk): void {
  if (Array.isArray(part)) {
    for (const element of part) visit(element, walk);
    return;
  }
  if (!isNode(part)) return;
  const visitor = typeof part.type === 'string' ? VISITORS[part.type] : undefined;
  (visitor ?? visitMembers)(part, walk);
}

const VISITORS: Readonly<Record<string, (node: Node, walk: Walk) => void>> = {
  variable(node, walk) {
    refer(node, walk, walk.names.variables);
    visitMembers(node, walk);
  },
  block(node, walk) {
    visitMembers(node, { ...walk, bound: new Set([...walk.bound, ...boundIn(node.expressions)]) });
  },
  lambda(node, walk) {
    const parameters = new Set([...walk.bound, ...boundIn(node.body), ...parametersOf(node)]);
    visit(node.body, { ...walk, bound: parameters, isTopLevel: false });
  },
  function: visitCall,
  partial: visitCall,
  apply(node, walk) {
    visit(node.lhs, walk);
    visitCallee(node.rhs, walk);
  },
  path: visitPath,
  name(node, walk) {
    if (walk.isTopLevel) walk.names.topLevel.add(String(node.value));
    visitMembers(node, walk);
  },
};

function visitMembers(node: Node, walk: Walk): void {
  for (const [key, value] of Object.entries(node)) {
    visit(value, INNER.has(key) ? { ...walk, isTopLevel: false } : walk);
  }
}

function visitPath(node: Node, walk: Walk): void {
  const [first, ...others] = Array.isArray(node.steps) ? node.steps : [];
  const inner = { ...walk, isTopLevel: false };
  visit(first, walk);
  visit(others, inner);
  visit(node.group, inner);
  const [member] = others;
  const isStates = isNode(first) && first.type === 'variable' && first.value === 'states';
  if (isStates && isNode(member) && member.type === 'name') {
    walk.names.states.add(String(member.value));
  }
}

function visitCall(node: Node, walk: Walk): void {
  visitCallee(node.procedure, walk);
  const { procedure: _, ...others } = node;
  visitMembers(others, walk);
}

/** A variable in the place of a function is no workflow variable: those hold data. */
function visitCallee(callee: unknown, walk: Walk): void {
  if (isNode(callee) && callee.type === 'variable') refer(callee, walk, walk.names.functions);
  else visit(callee, walk);
}

function refer({ value }: Node, walk: Walk, names: Set<string>): void {
  if (typeof value === 'string' && !walk.bound.has(value)) names.add(value);
}

function parametersOf(lambda: Node): string[] {
  const parameters = Array.isArray(lambda.arguments) ? lambda.arguments : [];
  return parameters.map((parameter) => (isNode(parameter) ? String(parameter.value) : ''));
}

/** Names that a part binds for all that stands beside it; blocks and functions keep theirs to themselves. */
function boundIn(part: unknown): Set<string> {
  const bound = new Set<string>();
  collectBound(part, bound);
  return bound;
}

function collectBound(part: unknown, bound: Set<string>): void {
  if (Array.isArray(part)) {
    for (const element of part) collectBound(element, bound);
    return;
  }
  if (!isNode(part) || part.type === 'block' || part.type === 'lambda') return;
  if (part.type === 'bind' && isNode(part.lhs)) bound.add(String(part.lhs.value));
  if (typeof part.focus === 'string') bound.add(part.focus);
  if (typeof part.index === 'string') bound.add(part.index);
  for (const value of Object.values(part)) collectBound(value, bound);
}

function isNode(part: unknown): part is Node {
  return (
    typeof part === 'object' && part !== null && !Array.isArray(part) && !(part instanceof RegExp)
  );
}
