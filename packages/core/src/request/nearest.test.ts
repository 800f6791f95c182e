import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { didYouMean, editDistance, nearest } from './nearest.ts';

const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c', '.') });

describe('editDistance', () => {
  it('counts insertions, deletions, replacements and swaps', () => {
    expect(editDistance('email', 'email')).toBe(0);
    expect(editDistance('email', 'emial')).toBe(1);
    expect(editDistance('email', 'mail')).toBe(1);
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
  });

  it('is 0 for equal words alone, the same both ways, and never above the longer length', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance === 0).toBe(a === b);
        expect(editDistance(b, a)).toBe(distance);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });
});

describe('nearest', () => {
  const names = ['person.fullName', 'person.firstName', 'internet.email', 'uuid'];

  it('finds a misspelt name, whatever its case', () => {
    expect(nearest('person.fulName', names)).toBe('person.fullName');
    expect(nearest('UUID', names)).toBe('uuid');
  });

  it('finds a name by its last part', () => {
    expect(nearest('email', names)).toBe('internet.email');
    expect(nearest('fullname', names)).toBe('person.fullName');
  });

  it('prefers a whole name to a last part', () => {
    expect(nearest('mail', ['x.mail', 'email', 'mail'])).toBe('mail');
  });

  it('says nothing when nothing is near', () => {
    expect(didYouMean('zebra', names)).toBeUndefined();
    expect(didYouMean('x', ['y'])).toBeUndefined();
    expect(didYouMean('emial', names)).toBe('did you mean "internet.email"?');
  });
});
