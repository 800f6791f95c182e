import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cycled, distinctWords, prefixFreeWords } from './distinct-words.ts';

const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 4 }), {
  maxLength: 12,
});

describe('prefixFreeWords', () => {
  it('gives words whose every concatenation can be told from every other', () => {
    fc.assert(
      fc.property(words, words, fc.constantFrom('', ' ', '-'), (heads, tails, ending) => {
        const first = prefixFreeWords(heads, ending);
        const second = distinctWords(tails);
        const cells = first.flatMap((head) => second.map((tail) => head + ending + tail));
        expect(new Set(cells).size).toBe(cells.length);
      }),
    );
  });

  it('keeps names that only share their first letters when an ending tells them apart', () => {
    expect(prefixFreeWords(['Ann', 'Anna', 'Ann'], ' ')).toEqual(['Ann', 'Anna']);
    expect(prefixFreeWords(['Ann', 'Anna'])).toEqual(['Ann']);
    expect(prefixFreeWords(['Ana', 'Ana Maria'], ' ')).toEqual(['Ana']);
  });

  it('leaves every word out that a kept one begins, and no other', () => {
    fc.assert(
      fc.property(words, (list) => {
        const kept = new Set(prefixFreeWords(list));
        for (const word of list) {
          const clash = [...kept].some((other) => other !== word && word.startsWith(other));
          expect(kept.has(word)).toBe(!clash);
        }
      }),
    );
  });
});

describe('cycled', () => {
  it('repeats a list up to a length', () => {
    expect(cycled(['a', 'b'], 5)).toEqual(['a', 'b', 'a', 'b', 'a']);
  });
});
