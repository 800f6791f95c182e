import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentError } from '../errors.ts';
import { substitute } from './substitute.ts';

/** Written apart, so that this file holds no template of its own. */
const placeholder = (name: string) => `$\{${name}}`;

describe('substitute', () => {
  it('replaces each placeholder by its value, wherever it stands', () => {
    const text = `{"Resource": "${placeholder('Fetch')}", "Seconds": ${placeholder('Wait')}, "Again": "${placeholder('Fetch')}"}`;
    expect(JSON.parse(substitute(text, { Fetch: 'arn:a', Wait: 5 }))).toEqual({
      Resource: 'arn:a',
      Seconds: 5,
      Again: 'arn:a',
    });
  });

  it('does not read values again', () => {
    expect(substitute(placeholder('A'), { A: placeholder('A') })).toBe(placeholder('A'));
  });

  it('leaves texts without placeholders alone', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes('${'));
        expect(substitute(text, {})).toBe(text);
      }),
    );
  });

  it('names all that is missing, with line and column, and all that is left over', () => {
    const text = `{\n  "a": "${placeholder('A')}",\n  "b": "${placeholder('toString')}"\n}`;
    const attempt = () => substitute(text, { B: '1' });
    expect(attempt).toThrow(DocumentError);
    expect(attempt).toThrow(`line 2, column 9: nothing is given for ${placeholder('A')}`);
    expect(attempt).toThrow(`line 3, column 9: nothing is given for ${placeholder('toString')}`);
    expect(attempt).toThrow(`the document has no ${placeholder('B')}`);
  });
});
