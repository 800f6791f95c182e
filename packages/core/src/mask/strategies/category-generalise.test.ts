import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { categoryGeneralise } from './category-generalise.ts';

const tree = {
  Europe: ['Germany', 'France'],
  Germany: ['Berlin', 'Hamburg'],
  France: ['Paris'],
  World: ['Europe', 'Atlantis'],
};

describeStrategy(categoryGeneralise, {
  'one level': {
    options: { tree },
    values: fc.constantFrom('Berlin', 'Paris', ' hamburg ', 'EUROPE', 'Atlantis'),
    accepts: (mask) => expect(Object.keys(tree)).toContain(mask),
  },
  'what the tree has not': {
    options: { tree, onMiss: 'other', other: 'elsewhere' },
    accepts: (mask) => expect(mask).toBe('elsewhere'),
  },
});

describe('category.generalise', () => {
  it.each([
    ['Berlin', 1, 'Germany'],
    ['berlin ', 2, 'Europe'],
    ['Berlin', 3, 'World'],
    ['Berlin', 9, 'World'],
    ['Atlantis', 3, 'World'],
    ['Germany', 1, 'Europe'],
  ])('makes %s, %i up, %s', (value, level, group) => {
    expect(maskWith(categoryGeneralise, [value], { options: { tree, level } })).toEqual([group]);
  });

  it('refuses what the tree has not without a word of it', () => {
    const mask = (): unknown => maskWith(categoryGeneralise, ['Gotham'], { options: { tree } });
    expect(mask).toThrow('people.value: a category is not in the tree');
    expect(mask).not.toThrow('Gotham');
  });

  it.each([
    { a: ['b'], c: ['B '] },
    { a: ['b'], b: ['a'] },
    { a: ['a'] },
    { a: ['b'], b: ['c'], c: ['a'] },
    { a: [] },
  ])('refuses the tree %o', (circular) =>
    expect(categoryGeneralise.options.safeParse({ tree: circular }).success).toBe(false),
  );

  it('counts the groups that there are', () => {
    expect(categoryGeneralise.capacity({ tree }, 'en')).toBe(4);
    expect(categoryGeneralise.capacity({ tree, onMiss: 'other' }, 'en')).toBe(5);
  });
});
