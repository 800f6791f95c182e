import {
  AROUND,
  type ExactNumbers,
  isFloat,
  isWhole,
  readDecimal,
} from '@rowmill/core/json-schema';

/** What `JSON.parse` passes over in silence. */
export interface JsonOddities {
  /** Keys that stand twice in one object; the first of each object, in their order. */
  readonly repeated: readonly RepeatedKey[];
  /** Numbers that are more than a float. */
  readonly exact: ExactNumbers;
}

export interface RepeatedKey {
  readonly key: string;
  /** Characters before its second mention. */
  readonly offset: number;
  /** Which element of the outermost array it is in; undefined where there is none. */
  readonly element: number | undefined;
}

const NONE: JsonOddities = { repeated: [], exact: new Map() };

/**
 * Looks for repeated keys and for numbers whose digits a float does not hold.
 *
 * @param value what JSON.parse has made of the text
 */
export function findOddities(text: string, value: unknown): JsonOddities {
  const mayRepeat = countMembers(value) !== countColons(text);
  return mayRepeat || LONG_NUMBER.test(text) ? scan(text, value) : NONE;
}

/** Sixteen digits, with or without a point, or an exponent. Finds some texts too, which does no harm. */
const LONG_NUMBER = /\d[\d.]{15}|\d[eE]/;
const KEY_END = /"[ \t\n\r]*:/g;

/** At least as many as there are members: a text may hold a quote before a colon too. */
function countColons(text: string): number {
  return text.match(KEY_END)?.length ?? 0;
}

function countMembers(value: unknown): number {
  let count = 0;
  const pending: unknown[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const parts: unknown[] = Object.values(next);
    if (!Array.isArray(next)) count += parts.length;
    for (const part of parts) if (typeof part === 'object' && part !== null) pending.push(part);
  }
  return count;
}

/** An object or array that the scan is in. */
interface Level {
  readonly node: object;
  /** Of an object. */
  readonly keys: Set<string> | undefined;
  /** Of the part that comes next. */
  key: string;
  index: number;
  isRepeated: boolean;
}

const TOKEN = /[{}[\],]|"[^"\\]*(?:\\.[^"\\]*)*"(?<colon>[ \t\n\r]*:)?|-?\d[\d.eE+-]*/gs;

function scan(text: string, value: unknown): JsonOddities {
  const repeated: RepeatedKey[] = [];
  const exact = new Map<object, Map<string, string>>();
  const levels: Level[] = [{ node: AROUND, keys: undefined, key: '', index: 0, isRepeated: false }];
  const readPart = (level: Level, token: string, match: RegExpExecArray): void => {
    const colon = match.groups?.colon;
    if (colon === undefined) {
      if (!token.startsWith('"')) addNumber(level, token, exact);
      return;
    }
    const key = readKey(token, colon);
    if (addKey(level, key)) repeated.push({ key, offset: match.index, element: elementOf(levels) });
  };
  for (const match of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (level === undefined) break;
    const [token] = match;
    if (token === '{' || token === '[') levels.push(enter(level, value));
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',') nextPart(level);
    else readPart(level, token, match);
  }
  return { repeated, exact };
}

function enter({ node, key }: Level, root: unknown): Level {
  const inner: unknown = node === AROUND ? root : Reflect.get(node, key);
  const isObject = typeof inner === 'object' && inner !== null;
  const keys = isObject && !Array.isArray(inner) ? new Set<string>() : undefined;
  return { node: isObject ? inner : {}, keys, key: '0', index: 0, isRepeated: false };
}

function nextPart(level: Level): void {
  level.index += 1;
  if (level.keys === undefined) level.key = String(level.index);
}

function readKey(token: string, colon: string): string {
  const text: unknown = JSON.parse(token.slice(0, token.length - colon.length));
  return String(text);
}

/** Whether the key is the first of its object to stand twice. */
function addKey(level: Level, key: string): boolean {
  level.key = key;
  const isNew = level.keys?.has(key) === false;
  level.keys?.add(key);
  if (isNew || level.isRepeated) return false;
  level.isRepeated = true;
  return true;
}

/** The outermost array has its elements at the second level. */
function elementOf([, outermost]: readonly Level[]): number | undefined {
  return outermost?.keys === undefined ? outermost?.index : undefined;
}

function addNumber(
  { node, key }: Level,
  text: string,
  exact: Map<object, Map<string, string>>,
): void {
  if (!isFloat(text)) exact.set(node, (exact.get(node) ?? new Map()).set(key, text));
}

/**
 * Makes numbers pass for what they are, whole or not: where the float is whole and the digits are not, it becomes 0.5. All
 * other rules about them are decided by their digits.
 */
export function holdNumbers(exact: ExactNumbers): void {
  for (const [node, numbers] of exact) {
    for (const [key, text] of numbers) {
      const isHeld = Number.isInteger(Reflect.get(node, key)) === isWhole(readDecimal(text));
      if (!isHeld && Number.isInteger(Reflect.get(node, key))) Reflect.set(node, key, 0.5);
    }
  }
}
