import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePattern, patternRefs, refPath } from './pattern.ts';

describe('parsePattern', () => {
  test('parts written one after the other give the pattern back', () => {
    const literal = fc.string({ minLength: 1 }).filter((text) => !/[{}]/.test(text));
    const ref = fc.stringMatching(/^[a-z]+\.[a-zA-Z_]+$/).map((name) => `{{${name}}}`);
    fc.assert(
      fc.property(fc.array(fc.oneof(literal, ref)), (pieces) => {
        const text = pieces.join('');
        const { parts } = parsePattern(text);
        const written = parts.map((part) => ('literal' in part ? part.literal : `{{${part.ref}}}`));
        expect(written.join('')).toBe(text);
        expect(parts.every((part) => !('literal' in part) || part.literal !== '')).toBe(true);
      }),
    );
  });

  test('references with arguments stay whole', () => {
    const pattern = parsePattern('{{number.int({"max": 9})}}番', 3);
    expect(pattern).toEqual({
      weight: 3,
      parts: [{ ref: 'number.int({"max": 9})' }, { literal: '番' }],
    });
    expect(patternRefs(pattern)).toEqual(['number.int({"max": 9})']);
  });
});

test.each([
  ['person.firstName', 'person.first_name'],
  ['person.last_name.male', 'person.last_name.male'],
  ['commerce.productMaterial', 'commerce.product_name.material'],
])('the words of %s lie at %s', (ref, path) => {
  expect(refPath(ref)).toBe(path);
});
