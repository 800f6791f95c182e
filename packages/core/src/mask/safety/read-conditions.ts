import type { MaskableCheck } from '../maskable-column.ts';

export type Comparison = '>=' | '>' | '<=' | '<' | '=';

/** What a check asks of a value: how it compares as a number or by its characters, or a pattern that it has. */
export type Condition =
  | { readonly kind: 'number'; readonly op: Comparison; readonly bound: number }
  | { readonly kind: 'length'; readonly op: Comparison; readonly bound: number }
  | { readonly kind: 'pattern'; readonly pattern: string; readonly ignoreCase: boolean };

/** Characters of a check that are read: longer ones are no simple ones. */
const LONGEST = 2000;

const TEXT = /'((?:[^']|'')*)'/g;
const CAST =
  /::(?:character varying|double precision|timestamp with(?:out)? time zone|\w+)(?:\(\d+(?:,\s*\d+)?\))?/gi;
const NUMBER = String.raw`-?\d+(?:\.\d+)?`;
const BETWEEN = new RegExp(
  String.raw`([\w$]+|\w+\([\w$]+\)) BETWEEN (${NUMBER}) AND (${NUMBER})`,
  'gi',
);

/**
 * The conditions of a check of one column, all of which have to hold: comparisons with numbers, of the value or of its
 * length, and patterns, as PostgreSQL and MySQL write them down. Undefined for any other check.
 */
export function readConditions({
  expression,
  columns,
}: MaskableCheck): readonly Condition[] | undefined {
  const [column] = columns;
  const isLong = expression.length > LONGEST;
  if (column === undefined || columns.length !== 1 || isLong) return undefined;
  const texts: string[] = [];
  const plain = withoutParentheses(
    expression
      .replace(/^\s*CHECK\s*/i, '')
      .replaceAll("\\'", "'")
      .replaceAll(TEXT, (_, text: string) => `$${texts.push(text.replaceAll("''", "'")) - 1}`)
      .replaceAll(/_\w+(?=\$)/g, '')
      .replaceAll(CAST, '')
      .replaceAll(/[`"]/g, ''),
  );
  if (/\b(?:OR|NOT|CASE|XOR)\b|\|\|/i.test(plain)) return undefined;
  const parts = plain.replaceAll(BETWEEN, '$1 >= $2 AND $1 <= $3').split(/\s+AND\s+|&&/i);
  const found = parts.map((part) => readOne(withoutParentheses(part), column, texts));
  return found.every((one) => one !== undefined) ? found : undefined;
}

/** Takes away parentheses around one word, and around the whole; those of functions stay. */
function withoutParentheses(text: string): string {
  let [before, now] = ['', text.trim()];
  while (before !== now) {
    before = now;
    now = now.replaceAll(/(^|[^\w\s])(\s*)\(\s*(-?[\w.$]+)\s*\)/g, '$1$2$3');
    now = now.replaceAll(/(^|[(\s])\(\s*([^()]*(?:\w\([^()]*\)[^()]*)*)\s*\)/g, '$1$2').trim();
  }
  return now;
}

function readOne(part: string, column: string, texts: readonly string[]): Condition | undefined {
  return readComparison(part, column) ?? readPattern(part, column, texts);
}

const FORWARD = new RegExp(String.raw`^(\S+)\s*(>=|>|<=|<|=)\s*(${NUMBER})$`);
const BACKWARD = new RegExp(String.raw`^(${NUMBER})\s*(>=|>|<=|<|=)\s*(\S+)$`);
const TURNED = { '>=': '<=', '>': '<', '<=': '>=', '<': '>', '=': '=' } as const;
const LENGTH = /^(?:char_length|character_length|length)\((\S+)\)$/i;

function readComparison(part: string, column: string): Condition | undefined {
  const forward = FORWARD.exec(part);
  const backward = BACKWARD.exec(part);
  const [subject, op, bound] = forward
    ? [forward[1], forward[2] as Comparison, forward[3]]
    : [backward?.[3], TURNED[(backward?.[2] ?? '=') as Comparison], backward?.[1]];
  if (subject === undefined || bound === undefined) return undefined;
  if (isSame(subject, column)) return { kind: 'number', op, bound: Number(bound) };
  const measured = LENGTH.exec(subject)?.[1];
  if (measured === undefined || !isSame(measured, column)) return undefined;
  return { kind: 'length', op, bound: Number(bound) };
}

const MATCH = /^(\S+)\s*(~\*?|\bREGEXP\b|\bRLIKE\b)\s*\$(\d+)$/i;
const REGEXP_LIKE = /^regexp_like\(\s*(\S+?)\s*,\s*\$(\d+)\s*\)$/i;

/** Patterns that mean the same in every dialect: no look around, no classes with names, no references back. */
const PLAIN_PATTERN = /^(?:[^\\()[\]]|\\[dws.+*?^$(){}|/\\-]|\((?!\?)|\)|\[(?!\[?[:.=])|\])*$/i;

function readPattern(part: string, column: string, texts: readonly string[]) {
  const [, subject = '', operator = '', index = ''] = MATCH.exec(part) ?? [];
  const [, argument = '', second = ''] = REGEXP_LIKE.exec(part) ?? [];
  if (!isSame(subject || argument, column)) return undefined;
  const pattern = texts[Number(index || second)];
  if (pattern === undefined || !PLAIN_PATTERN.test(pattern)) return undefined;
  // MySQL goes by the collation of the column, which takes both cases more often than not.
  return { kind: 'pattern' as const, pattern, ignoreCase: operator !== '~' };
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
