import { nodeHash, rootOf, treeOf } from './merkle.ts';

/** Largest power of two below a number above 1. */
const split = (size: number): number => 2 ** Math.floor(Math.log2(size - 1));

const rootOver = (leaves: readonly Buffer[]): Buffer => rootOf(treeOf(leaves));

/**
 * What proves that a leaf is in a tree: the hashes beside the way from the leaf to the root.
 *
 * @param leaves hashes of all leaves of the tree
 * Source: RFC 6962, section 2.1.1 (PATH).
 */
export function inclusionProof(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (index < 0 || index >= leaves.length)
    throw new RangeError(`there is no leaf ${index} among ${leaves.length}`);
  if (leaves.length === 1) return [];
  const half = split(leaves.length);
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
  return index < half
    ? [...inclusionProof(index, left), rootOver(right)]
    : [...inclusionProof(index - half, right), rootOver(left)];
}

/**
 * What proves that a tree of `size` leaves has only grown since.
 *
 * Source: RFC 6962, section 2.1.2 (PROOF).
 */
export function consistencyProof(size: number, leaves: readonly Buffer[]): Buffer[] {
  if (size < 1 || size > leaves.length)
    throw new RangeError(`there is no tree of ${size} leaves among ${leaves.length}`);
  return subproof(size, leaves, true);
}

function subproof(size: number, leaves: readonly Buffer[], isWhole: boolean): Buffer[] {
  if (size === leaves.length) return isWhole ? [] : [rootOver(leaves)];
  const half = split(leaves.length);
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
  return size <= half
    ? [...subproof(size, left, isWhole), rootOver(right)]
    : [...subproof(size - half, right, false), rootOver(left)];
}

/** A leaf, where it is said to be in which tree. */
export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leaf: Buffer;
  readonly root: Buffer;
}

/** Whether a proof shows that the leaf is in the tree. Source: RFC 9162, section 2.1.3.2. */
export function provesInclusion(
  proof: readonly Buffer[],
  { index, size, leaf, root }: InclusionClaim,
): boolean {
  if (index < 0 || index >= size) return false;
  let [first, second] = [index, size - 1];
  let hash = leaf;
  for (const beside of proof) {
    if (second === 0) return false;
    if (first % 2 === 1 || first === second) {
      hash = nodeHash(beside, hash);
      [first, second] = skipEven(first, second);
    } else {
      hash = nodeHash(hash, beside);
    }
    [first, second] = [half(first), half(second)];
  }
  return second === 0 && hash.equals(root);
}

/** Two trees of one log, as checkpoints have them. */
export interface ConsistencyClaim {
  readonly firstSize: number;
  readonly firstRoot: Buffer;
  readonly secondSize: number;
  readonly secondRoot: Buffer;
}

/** Whether a proof shows that the second tree begins with all leaves of the first. Source: RFC 9162, section 2.1.4.2. */
export function provesConsistency(
  proof: readonly Buffer[],
  { firstSize, firstRoot, secondSize, secondRoot }: ConsistencyClaim,
): boolean {
  if (firstSize < 1 || firstSize > secondSize) return false;
  if (firstSize === secondSize) return proof.length === 0 && firstRoot.equals(secondRoot);
  const isPower = Number.isInteger(Math.log2(firstSize));
  const [start, ...rest] = isPower ? [firstRoot, ...proof] : proof;
  if (start === undefined) return false;
  const [older, newer] = climb(start, rest, skipOdd(firstSize - 1, secondSize - 1)) ?? [];
  return older?.equals(firstRoot) === true && newer?.equals(secondRoot) === true;
}

/** The roots of both trees, from a node that is in both; undefined where the proof is not as long as the way up. */
function climb(
  start: Buffer,
  proof: readonly Buffer[],
  place: readonly [number, number],
): [Buffer, Buffer] | undefined {
  let [first, second] = place;
  let [older, newer] = [start, start];
  for (const beside of proof) {
    if (second === 0) return undefined;
    if (first % 2 === 1 || first === second) {
      older = nodeHash(beside, older);
      newer = nodeHash(beside, newer);
      [first, second] = skipEven(first, second);
    } else {
      newer = nodeHash(newer, beside);
    }
    [first, second] = [half(first), half(second)];
  }
  return second === 0 ? [older, newer] : undefined;
}

const half = (value: number): number => Math.floor(value / 2);

/** Up to the next node that is a right child: what is alone on its level moves up as it is. */
function skipEven(first: number, second: number): [number, number] {
  return first % 2 === 0 && first !== 0 ? skipEven(half(first), half(second)) : [first, second];
}

function skipOdd(first: number, second: number): [number, number] {
  return first % 2 === 1 ? skipOdd(half(first), half(second)) : [first, second];
}
