import { childrenOf, nodesIn, type SyntaxNode } from '../../query/syntax-tree.ts';

/** What an expression refers to. */
export interface ExpressionNames {
  /** Variables that the expression does not bind itself. */
  readonly variables: ReadonlySet<string>;
  /** Functions that the expression does not define itself. */
  readonly functions: ReadonlySet<string>;
  /** Members of `$states`: `input`, `result` … */
  readonly states: ReadonlySet<string>;
  /** Names, or `$`, at which a path begins with nothing before them that they could be a member of. */
  readonly topLevel: ReadonlySet<string>;
}

interface Walk {
  readonly names: { readonly [K in keyof ExpressionNames]: Set<string> };
  /** Bound by `:=`, by parameters, or by `@$x` and `#$x`. */
  readonly bound: ReadonlySet<string>;
  /** Nothing before this place gives names a meaning. */
  readonly isTopLevel: boolean;
}

/** Below these members of a node, a name is a member of the value to their left. */
const INNER = new Set(['stages', 'predicate', 'group', 'terms', 'pattern', 'update', 'delete']);

export function expressionNames(tree: SyntaxNode): ExpressionNames {
  const names = {
    variables: new Set<string>(),
    functions: new Set<string>(),
    states: new Set<string>(),
    topLevel: new Set<string>(),
  };
  visit(tree, { names, bound: boundIn([tree]), isTopLevel: true });
  return names;
}

type Visitor = (node: SyntaxNode, walk: Walk) => void;

function visit(node: SyntaxNode, walk: Walk): void {
  const visitor = VISITORS[node.type ?? ''] ?? visitMembers;
  visitor(node, walk);
}

const VISITORS: Readonly<Record<string, Visitor>> = {
  variable(node, walk) {
    if (node.value === '' && walk.isTopLevel) walk.names.topLevel.add('$');
    refer(node, walk, walk.names.variables);
    visitMembers(node, walk);
  },
  block(node, walk) {
    const bound = new Set([...walk.bound, ...boundIn(nodesIn(node.expressions))]);
    visitMembers(node, { ...walk, bound });
  },
  lambda(node, walk) {
    const body = nodesIn(node.body);
    const parameters = nodesIn(node.arguments).map(({ value }) => String(value));
    const bound = new Set([...walk.bound, ...boundIn(body), ...parameters]);
    for (const part of body) visit(part, { ...walk, bound, isTopLevel: false });
  },
  function: visitCall,
  partial: visitCall,
  apply(node, walk) {
    visitMembers({ lhs: node.lhs }, walk);
    visitCallee(node.rhs, walk);
  },
  path: visitPath,
  name(node, walk) {
    if (walk.isTopLevel) walk.names.topLevel.add(String(node.value));
    visitMembers(node, walk);
  },
};

function visitMembers(node: SyntaxNode, walk: Walk): void {
  for (const [field, value] of Object.entries(node)) {
    const inner = INNER.has(field) ? { ...walk, isTopLevel: false } : walk;
    for (const child of nodesIn(value)) visit(child, inner);
  }
}

function visitPath(node: SyntaxNode, walk: Walk): void {
  const { steps, ...others } = node;
  const [first, ...members] = nodesIn(steps);
  const isStates = first?.type === 'variable' && first.value === 'states';
  if (isStates && members[0]?.type === 'name') walk.names.states.add(String(members[0].value));
  if (first !== undefined) visit(first, walk);
  visitMembers({ members, ...others }, { ...walk, isTopLevel: false });
}

function visitCall({ procedure, ...others }: SyntaxNode, walk: Walk): void {
  visitCallee(procedure, walk);
  visitMembers(others, walk);
}

/** A variable in the place of a function is no workflow variable: those hold data. */
function visitCallee(callee: unknown, walk: Walk): void {
  for (const node of nodesIn(callee)) {
    if (node.type === 'variable') refer(node, walk, walk.names.functions);
    else visit(node, walk);
  }
}

function refer({ value }: SyntaxNode, walk: Walk, names: Set<string>): void {
  if (typeof value === 'string' && !walk.bound.has(value)) names.add(value);
}

/** Names that nodes bind for all that stands beside them; blocks and functions keep theirs to themselves. */
function boundIn(nodes: readonly SyntaxNode[], bound = new Set<string>()): Set<string> {
  for (const node of nodes) {
    if (node.type === 'block' || node.type === 'lambda') continue;
    if (node.type === 'bind') bound.add(String(nodesIn(node.lhs)[0]?.value));
    if (typeof node.focus === 'string') bound.add(node.focus);
    if (typeof node.index === 'string') bound.add(node.index);
    boundIn(childrenOf(node), bound);
  }
  return bound;
}
