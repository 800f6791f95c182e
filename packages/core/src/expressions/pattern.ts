import { RE2JS, RE2JSException } from 're2js';

/** A pattern that has been compiled. */
export interface Pattern {
  /** Whether it is found anywhere in the text: `^` and `$` tie it to its ends. */
  test(text: string): boolean;
}

/** Most characters of a pattern. */
const LONGEST = 1000;

/** What one of the two engines has and the other one not, or means otherwise. */
const NOT_SHARED: readonly (readonly [RegExp, string])[] = [
  [/\\C/, '\\C, which is a byte and not a character'],
  [/\(\?<?[=!]/, 'a look around'],
  [/\(\?<?(?:P=|>)/, 'a group that is never tried again'],
  [/\\[1-9]/, 'a reference back'],
  [/\(\?<[A-Za-z_]/, 'a name as (?<name>; write (?P<name>'],
  [/\(\?[a-zA-Z-]*U/, 'the flag U'],
  [
    /\\[pP](?!\{?(?:[LMNPSZC][a-z]?|Latin|Greek|Cyrillic|Han|Hiragana|Katakana|Arabic|Hebrew|Thai|Hangul)\}?)/,
    'a class of Unicode that is not shared; use general categories such as \\pL or \\p{Lu}, or scripts such as \\p{Greek}',
  ],
];

const COMPILED = new Map<string, Pattern>();
const MOST_COMPILED = 200;

/**
 * Compiles a pattern in the syntax of RE2 as https://github.com/google/re2/wiki/Syntax has it, without what DuckDB's RE2
 * and this one do not share. Time is linear in the length of the text.
 *
 * @throws RangeError when it is no such pattern.
 */
export function compilePattern(source: string): Pattern {
  const known = COMPILED.get(source);
  if (known !== undefined) return known;
  const pattern = compile(source);
  if (COMPILED.size >= MOST_COMPILED) COMPILED.clear();
  COMPILED.set(source, pattern);
  return pattern;
}

function compile(source: string): Pattern {
  const shown = JSON.stringify(source.slice(0, 80));
  if (source.length > LONGEST)
    throw new RangeError(`the pattern ${shown}… has more than ${LONGEST} characters`);
  const odd = NOT_SHARED.find(([form]) => form.test(source.replaceAll('\\\\', '')));
  if (odd !== undefined) throw new RangeError(`the pattern ${shown} has ${odd[1]}`);
  try {
    const compiled = RE2JS.compile(source);
    return { test: (text) => compiled.matcher(text).find() };
  } catch (cause) {
    if (!(cause instanceof RE2JSException)) throw cause;
    throw new RangeError(`the pattern ${shown} is none of RE2: ${cause.message}`, { cause });
  }
}
