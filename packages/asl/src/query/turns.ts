import type { Environment, Evaluation, Turn } from './evaluation.ts';
import { childrenOf, nodesIn, type SyntaxNode } from './syntax-tree.ts';

/**
 * Members of constructors, and whose they are. JSONata evaluates them at the same time; here each waits for the one
 * before it, so that random values come in the order of the text, the first failure is always the same one, and what
 * is open at the same time is what is nested.
 */
export function membersOf(node: SyntaxNode, members = new Map<SyntaxNode, SyntaxNode>()) {
  for (const member of [...arrayMembers(node), ...objectMembers(node)]) {
    members.set(member, node);
  }
  for (const child of childrenOf(node)) {
    membersOf(child, members);
  }
  return members;
}

function arrayMembers(node: SyntaxNode): SyntaxNode[] {
  return node.type === 'unary' && node.value === '[' ? nodesIn(node.expressions) : [];
}

/** Pairs of a name and a value; names are evaluated one by one as it is. */
function objectMembers(node: SyntaxNode): SyntaxNode[] {
  const pairs = node.type === 'unary' && node.value === '{' ? node.lhs : groupPairs(node.group);
  return Array.isArray(pairs) ? pairs.flatMap(([, value]) => nodesIn(value)) : [];
}

function groupPairs(group: unknown): unknown {
  return (group as { readonly lhs?: unknown } | undefined)?.lhs;
}

/** Queues a member behind the one that the same constructor told to begin right before it. */
export function takeTurn(
  owner: SyntaxNode,
  {
    environment,
    evaluation,
  }: { readonly environment: Environment; readonly evaluation: Evaluation },
): { readonly turn: Turn; readonly before: Turn | undefined } {
  const { latest } = evaluation;
  const isNext = latest?.owner === owner && latest.environment === environment;
  const turn = createTurn(owner, environment);
  evaluation.latest = turn;
  // A constructor tells all its members to begin without a pause: after one, what comes is another constructor.
  queueMicrotask(() => {
    if (evaluation.latest === turn) {
      evaluation.latest = undefined;
    }
  });
  return { turn, before: isNext ? latest : undefined };
}

function createTurn(owner: SyntaxNode, environment: Environment): Turn {
  let end = () => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { owner, environment, over, end };
}
