/** `{{name key=value}}`: a column of the row, or a generator with options. */
export interface Placeholder {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** As written, for messages. */
  readonly source: string;
}

export type TemplatePart = string | Placeholder;

const OPEN = '{{';
const CLOSE = '}}';
const BARE = /[^\s{}[\]"'=]+/y;
const BLANK = /\s*/y;
const KEY = /([A-Za-z_]\w*)\s*=\s*/y;
const NUMBER = /^-?\d+(\.\d+)?$/;
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Takes a template apart. `\{{` stands for two braces.
 *
 * Options of a placeholder are `key=value`; a value is a word, a number, true, false, null, text in quotes, or a
 * list or map in JSON.
 *
 * @throws RangeError with the place of what cannot be read.
 */
export function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let literal = '';
  let at = 0;
  while (at < template.length) {
    if (template.startsWith(`\\${OPEN}`, at)) {
      literal += OPEN;
      at += OPEN.length + 1;
    } else if (template.startsWith(OPEN, at)) {
      const reader = createReader(template, at + OPEN.length);
      const { name, options } = readPlaceholder(reader, at);
      if (literal !== '') parts.push(literal);
      literal = '';
      parts.push({ name, options, source: template.slice(at, reader.at) });
      at = reader.at;
    } else {
      literal += template[at];
      at++;
    }
  }
  if (literal !== '') parts.push(literal);
  return parts;
}

interface Reader {
  readonly text: string;
  at: number;
  /** What a sticky expression matches here; moves behind it. */
  take(expression: RegExp): RegExpExecArray | undefined;
  fail(problem: string, at?: number): never;
}

function createReader(text: string, start: number): Reader {
  const reader: Reader = {
    text,
    at: start,
    take(expression) {
      expression.lastIndex = reader.at;
      const match = expression.exec(text);
      if (match === null) return undefined;
      reader.at += match[0].length;
      return match;
    },
    fail(problem, at = reader.at) {
      throw new RangeError(`template: character ${at + 1}: ${problem}`);
    },
  };
  return reader;
}

function readPlaceholder(reader: Reader, start: number) {
  const isClosed = () => reader.text.startsWith(CLOSE, reader.at);
  reader.take(BLANK);
  const name = readQuoted(reader) ?? reader.take(BARE)?.[0];
  if (name === undefined || name === '') {
    return reader.fail(
      'expected the name of a column or a generator, e.g. {{person.firstName}}; for two braces write \\{{',
    );
  }
  const options: Record<string, unknown> = {};
  for (reader.take(BLANK); !isClosed(); reader.take(BLANK)) {
    if (reader.at >= reader.text.length)
      return reader.fail(`"{{${name}" is never closed; add "}}"`, start);
    const key = reader.take(KEY)?.[1];
    if (key === undefined) return reader.fail(`expected key=value or "}}" after "${name}"`);
    if (Object.hasOwn(options, key)) return reader.fail(`"${key}" stands twice; remove one`);
    Object.defineProperty(options, key, { value: readValue(reader, key), enumerable: true });
  }
  reader.at += CLOSE.length;
  return { name, options };
}

function readValue(reader: Reader, key: string): unknown {
  const next = reader.text[reader.at];
  if (next === '[' || next === '{') return readJson(reader, key);
  const quoted = readQuoted(reader);
  if (quoted !== undefined) return quoted;
  const word = reader.take(BARE)?.[0];
  if (word === undefined) return reader.fail(`expected a value for "${key}"`);
  if (WORDS.has(word)) return WORDS.get(word);
  return NUMBER.test(word) ? Number(word) : word;
}

/** Text in single or double quotes; a backslash keeps the character behind it. */
function readQuoted(reader: Reader): string | undefined {
  const quote = reader.text[reader.at];
  if (quote !== '"' && quote !== "'") return undefined;
  let value = '';
  for (let k = reader.at + 1; k < reader.text.length; k++) {
    if (reader.text[k] === quote) {
      reader.at = k + 1;
      return value;
    }
    if (reader.text[k] === '\\') k++;
    value += reader.text[k] ?? '';
  }
  return reader.fail('the quote is never closed');
}

/** A list or a map: up to the bracket that closes it, brackets within texts aside. */
function readJson(reader: Reader, key: string): unknown {
  const start = reader.at;
  const end = closingBracket(reader.text, start);
  if (end === undefined) return reader.fail(`the value of "${key}" is never closed`);
  reader.at = end + 1;
  try {
    return JSON.parse(reader.text.slice(start, reader.at));
  } catch (error) {
    throw new RangeError(
      `template: character ${start + 1}: the value of "${key}" is not JSON; names and texts need double quotes`,
      {
        cause: error,
      },
    );
  }
}

function closingBracket(text: string, start: number): number | undefined {
  let depth = 0;
  const token = /"(?:[^"\\]|\\.)*"|[[\]{}]/g;
  token.lastIndex = start;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '[' || match[0] === '{') depth++;
    if (match[0] === ']' || match[0] === '}') depth--;
    if (depth === 0) return match.index;
  }
  return undefined;
}
