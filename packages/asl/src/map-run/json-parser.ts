import type { Json } from '../json.ts';
import {
  checkItemLength,
  type ItemParser,
  ItemSyntaxError,
  type ParsedItem,
  parseJson,
} from './item-parser.ts';
import { type JsonNesting, jsonNesting } from './json-nesting.ts';

const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Where a parser is, between two pieces of text. */
interface Position {
  phase: 'before' | 'within' | 'after';
  /** What ends the value: a bracket or a brace. */
  close: number;
  /** Text of the open item that came with earlier pieces. */
  open: string;
  line: number;
  /** Where the open item begins. */
  itemLine: number;
  itemCount: number;
  readonly nesting: JsonNesting;
}

/**
 * The elements of a JSON array, or the members of a JSON object with their keys, one after the other: the text as
 * a whole need not fit into memory. Splits at the commas of the outermost level; what lies between them goes through
 * `JSON.parse`.
 *
 * Members keep their order in the text; a key that stands there twice is there twice.
 */
export function jsonParser(): ItemParser {
  const position: Position = {
    phase: 'before',
    close: CLOSE_ARRAY,
    open: '',
    line: 1,
    itemLine: 1,
    itemCount: 0,
    nesting: jsonNesting(),
  };
  return {
    push(text) {
      const items: ParsedItem[] = [];
      let at = position.phase === 'before' ? begin(position, text) : 0;
      if (position.phase === 'within') {
        at = pushWithin(position, text, { from: at, items });
      }
      if (position.phase === 'after' && skipBlanks(position, text, at) < text.length) {
        throw new ItemSyntaxError('not JSON: text follows the end of the value', {
          line: position.line,
        });
      }
      return items;
    },
    end() {
      if (position.phase === 'before') {
        throw new ItemSyntaxError('is empty: a JSON array or a JSON object was to be there', {
          line: 1,
        });
      }
      if (position.phase === 'within') {
        throw new ItemSyntaxError('not JSON: the text ends within the value', {
          line: position.line,
        });
      }
      return [];
    },
  };
}

/** @returns where the first item begins */
function begin(position: Position, text: string): number {
  const at = skipBlanks(position, text, 0);
  if (at === text.length) {
    return at;
  }
  const code = text.charCodeAt(at);
  if (code !== OPEN_ARRAY && code !== OPEN_OBJECT) {
    throw new ItemSyntaxError('holds neither a JSON array nor a JSON object', {
      line: position.line,
    });
  }
  position.close = code === OPEN_ARRAY ? CLOSE_ARRAY : CLOSE_OBJECT;
  position.phase = 'within';
  position.itemLine = position.line;
  return at + 1;
}

/** @returns how far the text belongs to the value */
function pushWithin(
  position: Position,
  text: string,
  { from, items }: { readonly from: number; readonly items: ParsedItem[] },
): number {
  const { nesting } = position;
  let start = from;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED) {
      position.line++;
    }
    if (!nesting.isOutermost(code, position.line) || !isSeparator(code)) {
      continue;
    }
    take(position, text.slice(start, at), { code, items });
    start = at + 1;
    if (position.phase === 'after') {
      return start;
    }
  }
  position.open += text.slice(start);
  checkItemLength(position.open.length, position.itemLine);
  return text.length;
}

function isSeparator(code: number): boolean {
  return code === COMMA || code === CLOSE_ARRAY || code === CLOSE_OBJECT;
}

/** An item ends: with a comma another one must follow, with a bracket or a brace the value ends too. */
function take(
  position: Position,
  text: string,
  { code, items }: { readonly code: number; readonly items: ParsedItem[] },
): void {
  const whole = position.open + text;
  if (code !== COMMA && code !== position.close) {
    throw new ItemSyntaxError('not JSON: brackets and braces do not match', {
      line: position.line,
    });
  }
  const isEmptyValue = code !== COMMA && position.itemCount === 0 && whole.trim() === '';
  if (!isEmptyValue) {
    checkItemLength(whole.length, position.itemLine);
    items.push(
      position.close === CLOSE_ARRAY
        ? { value: parseJson(whole, position.itemLine) }
        : parseMember(whole, position.itemLine),
    );
  }
  position.open = '';
  position.itemCount++;
  position.itemLine = position.line;
  position.phase = code === COMMA ? 'within' : 'after';
}

function skipBlanks(position: Position, text: string, from: number): number {
  let at = from;
  for (; at < text.length && isBlank(text.charCodeAt(at)); at++) {
    position.line += text.charCodeAt(at) === LINE_FEED ? 1 : 0;
  }
  return at;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === LINE_FEED || code === 0x0d;
}

function parseMember(text: string, line: number): ParsedItem {
  const [member] = Object.entries(parseJson(`{${text}}`, line) as { readonly [key: string]: Json });
  if (member === undefined) {
    throw new ItemSyntaxError('not JSON: a comma without a member', { line });
  }
  return { key: member[0], value: member[1] };
}
