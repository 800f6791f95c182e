/** A field of a JSON object, its value as it stands in the text. */
export interface JsonField {
  readonly name: string;
  /** JSON text of the value: `12345678901234567890` keeps all its digits. */
  readonly json: string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * The fields of a JSON object in their order, repeats included.
 *
 * The text has to be a sound JSON object (JSON.parse has taken it): nothing is checked again. Parsed values would not
 * do, as JSON.parse rounds numbers and drops repeated names.
 */
export function readFields(text: string): readonly JsonField[] {
  const fields: JsonField[] = [];
  let at = skipBlanks(text, text.indexOf('{') + 1);
  while (text[at] === '"') {
    const nameEnd = endOfString(text, at);
    const start = skipBlanks(text, skipBlanks(text, nameEnd) + 1);
    const end = endOfValue(text, start);
    fields.push({ name: readString(text.slice(at, nameEnd)), json: text.slice(start, end) });
    at = skipBlanks(text, end);
    if (text[at] === ',') at = skipBlanks(text, at + 1);
  }
  return fields;
}

/** The text that a JSON string stands for. */
export function readString(json: string): string {
  if (!json.includes('\\')) return json.slice(1, -1);
  const text: unknown = JSON.parse(json);
  return String(text);
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

/** RFC 8259 section 2: space, tab, line feed, carriage return. */
function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  return first === '{' || first === '[' ? endOfNested(text, start) : endOfWord(text, start);
}

/** Behind the quote that closes the string: the first one not escaped. */
function endOfString(text: string, start: number): number {
  let close = text.indexOf('"', start + 1);
  while (isEscaped(text, close)) close = text.indexOf('"', close + 1);
  return close + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}

/** Behind the bracket that closes an object or array. Counting does without recursion, however deep it is. */
function endOfNested(text: string, start: number): number {
  let depth = 0;
  let at = start;
  do {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      continue;
    }
    if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) depth -= 1;
    at += 1;
  } while (depth > 0);
  return at;
}

/** Behind a number, `true`, `false` or `null`. */
function endOfWord(text: string, start: number): number {
  let at = start;
  while (!isWordEnd(text.charCodeAt(at))) at += 1;
  return at;
}

function isWordEnd(code: number): boolean {
  return code === 0x2c || code === 0x7d || isBlank(code);
}
