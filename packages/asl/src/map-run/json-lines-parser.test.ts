import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonLinesParser } from './json-lines-parser.ts';
import { cutsArbitrary, parseInPieces } from './testing/parse-in-pieces.ts';

const valuesOf = (text: string, cuts?: readonly number[]) =>
  parseInPieces(jsonLinesParser(), text, cuts).map(({ value }) => value);

test('gives back what was written line by line, wherever the text is cut', () => {
  const lineEnd = fc.constantFrom('\n', '\r\n', '\n\n', '\r\n  \r\n');
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue()),
      lineEnd,
      fc.boolean(),
      cutsArbitrary,
      (values, end, isLastEnded, cuts) => {
        const lines = values.map((value) => JSON.stringify(value));
        const text = lines.join(end) + (isLastEnded ? end : '');
        expect(valuesOf(text, cuts)).toEqual(lines.map((line) => JSON.parse(line)));
      },
    ),
  );
});

test.each(['', '\n', ' \r\n\t\n'])('has no items: %j', (text) => {
  expect(valuesOf(text)).toEqual([]);
});

test.each([
  { text: '1\n\n{"a":', line: 3 },
  { text: '1\n{"a"\n:2}', line: 2 },
  { text: '{"a":1} {"a":2}\n', line: 1 },
  { text: '1\r\n2\r\nx\r\n', line: 3 },
])('$text is refused in line $line', ({ text, line }) => {
  expect(() => valuesOf(text, [3])).toThrow(
    expect.objectContaining({ line, message: expect.stringContaining('not JSON') }),
  );
});

test('a line that never ends is not collected', () => {
  const parser = jsonLinesParser();
  expect(() => {
    for (let count = 0; count < 9; count++) {
      parser.push('x'.repeat(1024 * 1024));
    }
  }).toThrow('longer than');
});
