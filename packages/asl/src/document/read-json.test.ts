import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from './read-json.ts';

/** What `JSON.parse` makes of a text; undefined where it refuses. */
function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

describe('readJson', () => {
  it('reads all that is JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (text, space) => {
        const value = JSON.parse(text);
        expect(readJson(JSON.stringify(value, null, space))).toEqual({ value, issues: [] });
      }),
    );
  });

  it('refuses what JSON.parse refuses, and little else', () => {
    const damage = fc.tuple(
      fc.json(),
      fc.nat(),
      fc.nat(3),
      fc.constantFrom('', ',', '"', '}', '\\', 'x', '0'),
    );
    fc.assert(
      fc.property(damage, ([text, at, removed, added]) => {
        const offset = at % (text.length + 1);
        const damaged = text.slice(0, offset) + added + text.slice(offset + removed);
        const { issues } = readJson(damaged);
        const isDuplicate = issues.some(({ message }) => message.startsWith('Duplicate field'));
        // A field that stands twice is refused, whatever comes behind it.
        fc.pre(!isDuplicate);
        expect(issues.length === 0).toBe(parsed(damaged) !== undefined);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['not a definition', 1, 4, "Unrecognized token 'not': was expecting (JSON String,"],
    ['{\n  "a": tru\n}', 2, 11, "Unrecognized token 'tru'"],
    ['{\n  "a": 1,\n}', 3, 1, "Unexpected character ('}' (code 125)): was expecting double-quote"],
    ['{"a" 1}', 1, 6, "Unexpected character ('1' (code 49)): was expecting a colon"],
    ['{"a": [1 2]}', 1, 10, 'was expecting comma to separate Array entries'],
    ['{"a": [1,\n', 2, 1, 'Unexpected end-of-input: was expecting (JSON String'],
    [
      '{"a": [1\n',
      2,
      1,
      'Unexpected end-of-input: was expecting comma to separate Array entries, or "]" (opened in line 1)',
    ],
    ['{"a": "b\nc"}', 1, 7, 'Malformed string'],
    ['{"a": 01}', 1, 9, "Unrecognized token '01'"],
    ['{} {}', 1, 4, 'was expecting the end of the document'],
    ['{"States": {"A": 1,\n "A": 2}}', 2, 5, "Duplicate field 'A'"],
    ['['.repeat(502), 1, 502, 'Nested more than 500 deep'],
  ])('tells line, column and what was expected: %j', (text, line, column, problem) => {
    const [issue] = readJson(text).issues;
    expect(issue?.code).toBe('INVALID_JSON_DESCRIPTION');
    expect(issue?.location).toContain(`; line: ${line}, column: ${column}]`);
    expect(issue?.message).toContain(problem);
  });

  it('refuses an empty text', () => {
    expect(readJson(' \n').issues).toEqual([
      {
        location: '',
        code: 'SCHEMA_VALIDATION_FAILED',
        message: 'Definition must be a valid JSON object',
      },
    ]);
  });
});
