import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_TREE, leafHash, nodeHash, rootOf, treeOf } from './merkle.ts';
import {
  consistencyProof,
  inclusionProof,
  provesConsistency,
  provesInclusion,
} from './merkle-proof.ts';

/** Inputs of the tests of Certificate Transparency, in hexadecimal digits. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => leafHash(Buffer.from(hex, 'hex')));

/** The recursive definition of RFC 6962, section 2.1. */
function definition(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return only;
  const half = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return nodeHash(definition(leaves.slice(0, half)), definition(leaves.slice(half)));
}

const leaves = (size: number): Buffer[] =>
  Array.from({ length: size }, (_, index) => leafHash(Buffer.from(String(index))));

describe('a tree', () => {
  test('of nothing is the hash of nothing', () => {
    expect(rootOf(EMPTY_TREE).toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  test('of known leaves has the known root', () => {
    expect(rootOf(treeOf(LEAVES.slice(0, 1))).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(rootOf(treeOf(LEAVES)).toString('hex')).toBe(
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    );
  });

  test('that grew leaf by leaf is the one of the definition', () => {
    for (let size = 1; size <= 70; size += 1)
      expect(rootOf(treeOf(leaves(size)))).toEqual(definition(leaves(size)));
  });
});

describe('proofs', () => {
  test('show that every leaf is in its tree, and no other leaf, place or root', () => {
    for (let size = 1; size <= 33; size += 1) {
      const all = leaves(size);
      const root = rootOf(treeOf(all));
      for (const [index, leaf] of all.entries()) {
        const proof = inclusionProof(index, all);
        const claim = { index, size, leaf, root };
        expect(provesInclusion(proof, claim)).toBe(true);
        expect(provesInclusion(proof, { ...claim, leaf: leafHash(Buffer.from('no')) })).toBe(false);
        expect(provesInclusion(proof, { ...claim, index: (index + 1) % (size + 1) })).toBe(false);
        expect(provesInclusion([...proof, root], claim)).toBe(false);
      }
    }
  });

  test('show that every tree has grown out of every smaller one, and out of no other', () => {
    for (let secondSize = 1; secondSize <= 33; secondSize += 1) {
      const all = leaves(secondSize);
      const secondRoot = rootOf(treeOf(all));
      for (let firstSize = 1; firstSize <= secondSize; firstSize += 1) {
        const firstRoot = rootOf(treeOf(all.slice(0, firstSize)));
        const proof = consistencyProof(firstSize, all);
        const claim = { firstSize, firstRoot, secondSize, secondRoot };
        expect(provesConsistency(proof, claim)).toBe(true);
        const other = leafHash(Buffer.from('other'));
        expect(provesConsistency(proof, { ...claim, firstRoot: other })).toBe(false);
        expect(provesConsistency(proof, { ...claim, secondRoot: other })).toBe(false);
      }
    }
  });

  test('hold for no list in which one leaf was changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), fc.nat(), fc.nat(), (size, at, from) => {
        const all = leaves(size);
        const firstSize = 1 + (from % (size - 1));
        const forged = [...all];
        forged[at % firstSize] = leafHash(Buffer.from('forged'));
        const claim = {
          firstSize,
          firstRoot: rootOf(treeOf(all.slice(0, firstSize))),
          secondSize: size,
          secondRoot: rootOf(treeOf(forged)),
        };
        expect(provesConsistency(consistencyProof(firstSize, forged), claim)).toBe(false);
      }),
    );
  });

  test('are refused of what is not there', () => {
    expect(() => inclusionProof(3, leaves(3))).toThrow(RangeError);
    expect(() => consistencyProof(4, leaves(3))).toThrow(RangeError);
    expect(() => consistencyProof(0, leaves(3))).toThrow(RangeError);
  });
});
