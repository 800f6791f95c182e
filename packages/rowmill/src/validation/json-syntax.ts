/** The first place where a text stops being JSON (RFC 8259). */
export interface JsonFault {
  /** Characters before it. */
  readonly offset: number;
  /** Names what should stand there; quotes nothing of the text. */
  readonly problem: string;
}

type Expected =
  | 'a value'
  | 'a value or ]'
  | 'a name'
  | 'a name or }'
  | ':'
  | ', or ]'
  | ', or }'
  | 'nothing more';

type Open = ('{' | '[')[];

/**
 * Finds where JSON breaks. `JSON.parse` knows too, but tells only some of the time, and quotes the data.
 *
 * Nesting costs no stack.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: Open = [];
  let expected: Expected = 'a value';
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const end = tokenEnd(text, at);
    const next: Expected | undefined =
      end === undefined ? undefined : advance(expected, text[at] ?? '', open);
    if (end === undefined || next === undefined) {
      return { offset: at, problem: `is not JSON: ${expected} should be here` };
    }
    expected = next;
    at = skipSpace(text, end);
  }
  if (expected === 'nothing more') return undefined;
  return { offset: at, problem: `is not JSON: ends where ${expected} should be` };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text[at] ?? '')) at += 1;
  return at;
}

const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** Where the token ends that starts here; `undefined` when none does. */
function tokenEnd(text: string, at: number): number | undefined {
  const first = text[at] ?? '';
  if ('{}[],:'.includes(first)) return at + 1;
  if (first === '"') return stringEnd(text, at + 1);
  SCALAR.lastIndex = at;
  return SCALAR.test(text) ? SCALAR.lastIndex : undefined;
}

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function stringEnd(text: string, from: number): number | undefined {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return undefined;
    if (code === 0x5c) {
      ESCAPE.lastIndex = at;
      if (!ESCAPE.test(text)) return undefined;
      at = ESCAPE.lastIndex;
    } else {
      at += 1;
    }
  }
  return undefined;
}

/** What has to follow a token, told by its first character; `undefined` when the token is out of place. */
function advance(expected: Expected, first: string, open: Open): Expected | undefined {
  switch (first) {
    case '{':
    case '[':
      return expected.startsWith('a value') ? enter(first, open) : undefined;
    case '}':
    case ']':
      return expected.endsWith(` ${first}`) ? leave(open) : undefined;
    case ':':
      return expected === ':' ? 'a value' : undefined;
    case ',':
      return expected.startsWith(',') ? afterComma(open) : undefined;
    case '"':
      if (expected.startsWith('a name')) return ':';
  }
  return expected.startsWith('a value') ? afterValue(open) : undefined;
}

function enter(bracket: '{' | '[', open: Open): Expected {
  open.push(bracket);
  return bracket === '{' ? 'a name or }' : 'a value or ]';
}

function leave(open: Open): Expected {
  open.pop();
  return afterValue(open);
}

function afterComma(open: Open): Expected {
  return open.at(-1) === '{' ? 'a name' : 'a value';
}

function afterValue(open: Open): Expected {
  const around = open.at(-1);
  if (around === undefined) return 'nothing more';
  return around === '{' ? ', or }' : ', or ]';
}
