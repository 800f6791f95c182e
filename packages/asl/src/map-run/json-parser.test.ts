import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonParser } from './json-parser.ts';
import { cutsArbitrary, parseInPieces } from './testing/parse-in-pieces.ts';

const valuesOf = (text: string, cuts?: readonly number[]) =>
  parseInPieces(jsonParser(), text, cuts).map(({ value }) => value);

describe('an array', () => {
  test('has the elements that JSON.parse finds, wherever the text is cut', () => {
    const layout = fc.constantFrom('', ' ', '\n  ', '\t');
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), layout, cutsArbitrary, (values, space, cuts) => {
        const text = JSON.stringify(values, undefined, space);
        expect(valuesOf(text, cuts)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('keeps brackets, commas and escapes in texts', () => {
    const values = ['],[', '{"a":1}', '\\', '\\"', '"', '\u2028', '\\\\",'];
    expect(valuesOf(JSON.stringify(values))).toEqual(values);
  });

  test.each(['[]', ' [ ] ', '\n[\n]\n'])('may be empty: %j', (text) => {
    expect(valuesOf(text)).toEqual([]);
  });
});

describe('an object', () => {
  test('has its members with their keys, wherever the text is cut', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), cutsArbitrary, (object, cuts) => {
        const text = JSON.stringify(object);
        const items = parseInPieces(jsonParser(), text, cuts);
        expect(Object.fromEntries(items.map(({ key, value }) => [key, value]))).toEqual(
          JSON.parse(text),
        );
      }),
    );
  });

  test('keeps the order of the text, also for keys that look like numbers', () => {
    expect(parseInPieces(jsonParser(), '{"b": 1, "2": 2, "1": 3, "__proto__": 4}')).toEqual([
      { key: 'b', value: 1 },
      { key: '2', value: 2 },
      { key: '1', value: 3 },
      { key: '__proto__', value: 4 },
    ]);
  });
});

describe('what is wrong', () => {
  test.each([
    { text: '', line: 1, reason: 'is empty' },
    { text: ' \n ', line: 1, reason: 'is empty' },
    { text: '\n 5', line: 2, reason: 'neither a JSON array nor a JSON object' },
    { text: '"[]"', line: 1, reason: 'neither' },
    { text: '[1,\n2', line: 2, reason: 'ends within the value' },
    { text: '["a', line: 1, reason: 'ends within the value' },
    { text: '[1,\n2,\n]', line: 3, reason: 'not JSON' },
    { text: '[,1]', line: 1, reason: 'not JSON' },
    { text: '[1,,2]', line: 1, reason: 'not JSON' },
    { text: '[1}', line: 1, reason: 'do not match' },
    { text: '{"a":1]', line: 1, reason: 'do not match' },
    { text: '[{"a":1]]', line: 1, reason: 'not JSON' },
    { text: '[\n\n{"a":1},\n\n  {"a":}\n]', line: 5, reason: 'not JSON' },
    { text: '[1 2]', line: 1, reason: 'not JSON' },
    { text: "['a']", line: 1, reason: 'not JSON' },
    { text: '{1: 2}', line: 1, reason: 'not JSON' },
    { text: '{,}', line: 1, reason: 'comma without a member' },
    { text: '[1]\n[2]', line: 2, reason: 'text follows the end' },
    { text: '[]]', line: 1, reason: 'text follows the end' },
  ])('$text is refused in line $line: $reason', ({ text, line, reason }) => {
    for (const cuts of [[], [1], [2, 3, 5]]) {
      expect(() => parseInPieces(jsonParser(), text, cuts)).toThrow(
        expect.objectContaining({
          name: 'ItemSyntaxError',
          line,
          message: expect.stringContaining(reason),
        }),
      );
    }
  });

  test('what JSON.parse refuses is refused, wherever a character was lost', () => {
    const array = fc
      .array(fc.jsonValue(), { minLength: 1 })
      .map((values) => JSON.stringify(values));
    fc.assert(
      fc.property(array, fc.nat(), cutsArbitrary, (text, lost, cuts) => {
        const at = lost % text.length;
        const damaged = text.slice(0, at) + text.slice(at + 1);
        expect(outcome(() => valuesOf(damaged, cuts))).toEqual(
          outcome(() => listOf(JSON.parse(damaged))),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('values that are nested too deep', () => {
    const depth = 1001;
    expect(() => valuesOf(`[${'['.repeat(depth)}${']'.repeat(depth)}]`)).toThrow('nested deeper');
    expect(valuesOf(`[${'['.repeat(1000)}${']'.repeat(1000)}]`)).toHaveLength(1);
  });

  test('an item that never ends is not collected', () => {
    const parser = jsonParser();
    parser.push('["');
    const more = 'x'.repeat(1024 * 1024);
    expect(() => {
      for (let count = 0; count < 9; count++) {
        parser.push(more);
      }
    }).toThrow('longer than');
  });
});

const outcome = (find: () => unknown): unknown => {
  try {
    return find();
  } catch {
    return 'refused';
  }
};

/** Only arrays and objects have items. */
const listOf = (value: unknown): unknown[] => {
  if (typeof value !== 'object' || value === null) {
    throw new Error('no items');
  }
  return Array.isArray(value) ? value : Object.values(value);
};
