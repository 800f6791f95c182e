/**
 * A node of JSONata's syntax tree, as its parser leaves it: what a node has depends on its `type`, and the type
 * declarations of the library do not know all of it.
 */
export interface SyntaxNode {
  readonly type?: string;
  readonly value?: unknown;
  readonly [field: string]: unknown;
}

function isSyntaxNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All nodes right below one, whatever field they are in; lists and pairs of nodes are opened. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.values(node).flatMap(nodesIn);
}

export function nodesIn(value: unknown): SyntaxNode[] {
  if (Array.isArray(value)) {
    return value.flatMap(nodesIn);
  }
  return isSyntaxNode(value) && !(value instanceof RegExp) ? [value] : [];
}
