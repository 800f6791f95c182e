import { createHash } from 'node:crypto';

/**
 * A Merkle tree over a list that only grows, as the complete subtrees that it consists of, the largest first. One leaf
 * takes one hash on average, and nothing of the earlier leaves is needed.
 *
 * Source: RFC 6962, section 2.1; RFC 9162, section 2.1.1.
 */
export interface MerkleTree {
  readonly size: number;
  /** Hashes of 32 bytes: one for each bit that is set in the size. */
  readonly subtrees: readonly Buffer[];
}

export const EMPTY_TREE: MerkleTree = { size: 0, subtrees: [] };

/** Leaves and nodes are hashed apart: a node can never be passed off as a leaf. */
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

export function leafHash(leaf: Uint8Array): Buffer {
  return createHash('sha256').update(LEAF).update(leaf).digest();
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

/** The tree with one leaf more. @param leaf hash of the leaf, of {@link leafHash} */
export function withLeaf({ size, subtrees }: MerkleTree, leaf: Buffer): MerkleTree {
  const before = [...subtrees];
  let joined = leaf;
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2))
    joined = nodeHash(before.pop() ?? joined, joined);
  return { size: size + 1, subtrees: [...before, joined] };
}

/** The root of the tree; of an empty one, the hash of nothing. */
export function rootOf({ subtrees }: MerkleTree): Buffer {
  const root = subtrees.reduceRight<Buffer | undefined>(
    (right, left) => (right === undefined ? left : nodeHash(left, right)),
    undefined,
  );
  return root ?? createHash('sha256').digest();
}

/** The tree over hashes of leaves. */
export function treeOf(leaves: readonly Buffer[]): MerkleTree {
  return leaves.reduce(withLeaf, EMPTY_TREE);
}
