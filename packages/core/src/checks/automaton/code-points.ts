import type { AST } from '@eslint-community/regexpp';

/** Code points from `from` to `to`, both included. */
export interface CodeRange {
  readonly from: number;
  readonly to: number;
}

/** In ascending order, without overlap. */
export type CodeSet = readonly CodeRange[];

/** How a set is read: `ignoreCase` folds the letters of ASCII, which is what flag `i` without `u` does to them. */
export interface SetFlags {
  readonly unicode: boolean;
  readonly ignoreCase: boolean;
}

const LAST_CODE = 0x10ffff;
const SURROGATES: CodeRange = { from: 0xd800, to: 0xdfff };

const one = (code: number): CodeRange => ({ from: code, to: code });

/** White space and line terminators of ECMAScript (ECMA-262, `\s`). */
const SPACES: CodeSet = [
  { from: 0x09, to: 0x0d },
  ...[0x20, 0xa0, 0x1680].map(one),
  { from: 0x2000, to: 0x200a },
  { from: 0x2028, to: 0x2029 },
  ...[0x202f, 0x205f, 0x3000, 0xfeff].map(one),
];
const DIGITS: CodeSet = [{ from: 0x30, to: 0x39 }];
const WORDS: CodeSet = [...DIGITS, { from: 0x41, to: 0x5a }, one(0x5f), { from: 0x61, to: 0x7a }];
const LINE_ENDS: CodeSet = [one(0x0a), one(0x0d), { from: 0x2028, to: 0x2029 }];

function union(...sets: readonly CodeSet[]): CodeSet {
  const merged: CodeRange[] = [];
  for (const range of sets.flat().sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last === undefined || range.from > last.to + 1) merged.push(range);
    else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  return merged;
}

function complement(set: CodeSet): CodeSet {
  const gaps: CodeRange[] = [];
  let from = 0;
  for (const range of set) {
    if (range.from > from) gaps.push({ from, to: range.from - 1 });
    from = range.to + 1;
  }
  if (from <= LAST_CODE) gaps.push({ from, to: LAST_CODE });
  return gaps;
}

/** Without halves of surrogate pairs: UTF-8 has none. */
export function encodable(set: CodeSet): CodeSet {
  return set.flatMap(({ from, to }) => {
    if (to < SURROGATES.from || from > SURROGATES.to) return [{ from, to }];
    return [
      { from, to: SURROGATES.from - 1 },
      { from: SURROGATES.to + 1, to },
    ].filter((range) => range.from <= range.to);
  });
}

type SetNode = AST.Character | AST.CharacterSet | AST.CharacterClass | AST.CharacterClassRange;

/** The code points that one position of a regular expression takes; undefined for sets of flag `v`. */
export function codePointsOf(node: SetNode, flags: SetFlags): CodeSet | undefined {
  switch (node.type) {
    case 'Character':
      return fold([one(node.value)], flags);
    case 'CharacterClassRange':
      return fold([{ from: node.min.value, to: node.max.value }], flags);
    case 'CharacterSet':
      return codePointsOfSet(node);
    case 'CharacterClass':
      return codePointsOfClass(node, flags);
  }
}

function codePointsOfClass(node: AST.CharacterClass, flags: SetFlags): CodeSet | undefined {
  const parts: CodeSet[] = [];
  for (const element of node.elements) {
    const known =
      element.type === 'Character' ||
      element.type === 'CharacterClassRange' ||
      element.type === 'CharacterSet';
    const part = known ? codePointsOf(element, flags) : undefined;
    if (part === undefined) return undefined;
    parts.push(part);
  }
  const set = union(...parts);
  return node.negate ? complement(set) : set;
}

function codePointsOfSet(node: AST.CharacterSet): CodeSet | undefined {
  switch (node.kind) {
    case 'any':
      return complement(LINE_ENDS);
    case 'property':
      return node.strings ? undefined : codePointsOfProperty(node.raw);
    default: {
      const set = { digit: DIGITS, space: SPACES, word: WORDS }[node.kind];
      return node.negate ? complement(set) : set;
    }
  }
}

const FIRST_LETTER = 0x61;
const LAST_LETTER = 0x7a;
const CASE_BIT = 0x20;

/** Adds the other case of letters. Beyond ASCII nothing is folded: no format names such a letter. */
function fold(set: CodeSet, { ignoreCase }: SetFlags): CodeSet {
  if (!ignoreCase) return set;
  const others: CodeRange[] = [];
  for (const { from, to } of set) {
    for (let code = FIRST_LETTER; code <= LAST_LETTER; code++) {
      const upper = code - CASE_BIT;
      if (from <= code && code <= to) others.push(one(upper));
      if (from <= upper && upper <= to) others.push(one(code));
    }
  }
  return union(set, others);
}

const properties = new Map<string, CodeSet>();

/** Asks the platform about every code point, once per property: it knows the Unicode tables. */
function codePointsOfProperty(raw: string): CodeSet {
  const known = properties.get(raw);
  if (known !== undefined) return known;
  const matcher = new RegExp(`^${raw}$`, 'u');
  const ranges: CodeRange[] = [];
  let from = -1;
  for (let code = 0; code <= LAST_CODE + 1; code++) {
    const matches = code <= LAST_CODE && matcher.test(String.fromCodePoint(code));
    if (matches && from < 0) from = code;
    if (!matches && from >= 0) {
      ranges.push({ from, to: code - 1 });
      from = -1;
    }
  }
  properties.set(raw, ranges);
  return ranges;
}
