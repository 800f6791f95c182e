import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from './json-syntax.ts';

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('findJsonFault', () => {
  it('agrees with JSON.parse on what is JSON', () => {
    const damaged = fc
      .tuple(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', ':', '1', '\\', '-', 'e', '\n', 'null'),
      )
      .map(([json, at, insert]) => {
        const cut = at % (json.length + 1);
        return json.slice(0, cut) + insert + json.slice(cut + (at % 2));
      });
    const soup = fc.string({ unit: fc.constantFrom(...'{}[],:"\\ \n01.e-+tru'), maxLength: 12 });
    fc.assert(
      fc.property(fc.oneof(damaged, soup, fc.json()), (text) => {
        expect(findJsonFault(text) === undefined).toBe(parses(text));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['', 0, 'ends where a value should be'],
    ['[1,]', 3, 'a value should be here'],
    ['{"a" 1}', 5, ': should be here'],
    ['{"a":1,}', 7, 'a name should be here'],
    ['{"a":secret}', 5, 'a value should be here'],
    ['[1 2]', 3, ', or ] should be here'],
    ['{} x', 3, 'nothing more should be here'],
    ['["open', 1, 'a value or ] should be here'],
  ])('%j breaks at %i: %s', (text, offset, problem) => {
    expect(findJsonFault(text)).toEqual({ offset, problem: `is not JSON: ${problem}` });
  });

  it('follows any nesting', () => {
    const deep = '['.repeat(200_000);
    expect(findJsonFault(deep)).toMatchObject({ offset: 200_000 });
    expect(findJsonFault(deep + ']'.repeat(200_000))).toBeUndefined();
  });
});
