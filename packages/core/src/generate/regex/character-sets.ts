import type { AST } from '@eslint-community/regexpp';

type CharacterNode =
  | AST.Character
  | AST.CharacterSet
  | AST.CharacterClass
  | AST.ExpressionCharacterClass;

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** What a negated set is taken from, and what the dot stands for: the printable characters of ASCII. */
const PRINTABLE: ReadonlySet<number> = new Set(range(0x20, 0x7e));
const DIGIT: ReadonlySet<number> = new Set(range(0x30, 0x39));
const WORD: ReadonlySet<number> = new Set([
  ...DIGIT,
  ...range(0x41, 0x5a),
  0x5f,
  ...range(0x61, 0x7a),
]);
/** Of all white space, only the blank: tabs and line feeds in cells surprise people. */
const SPACE: ReadonlySet<number> = new Set([0x20]);
const MOST_CHARACTERS = 100_000;

const without = (from: ReadonlySet<number>, taken: ReadonlySet<number>): Set<number> =>
  new Set([...from].filter((code) => !taken.has(code)));

/**
 * The characters that one position of a regular expression may take, in order of their code points. Halves of
 * surrogate pairs and U+0000, which databases cannot store, are left out.
 *
 * @throws RangeError when there are none, or the set is not one that can be listed.
 */
export function charactersOf(node: CharacterNode): readonly string[] {
  const codes = [...codesOf(node)].filter(isStorable).sort((a, b) => a - b);
  if (codes.length === 0)
    throw new RangeError(
      `regex: "${node.raw}" allows no character that can be generated; list some in brackets`,
    );
  return codes.map((code) => String.fromCodePoint(code));
}

function isStorable(code: number): boolean {
  return code !== 0 && (code < 0xd800 || code > 0xdfff);
}

function codesOf(node: CharacterNode): ReadonlySet<number> {
  switch (node.type) {
    case 'Character':
      return new Set([node.value]);
    case 'CharacterSet':
      return codesOfSet(node);
    case 'CharacterClass':
      return node.negate ? without(PRINTABLE, codesOfClass(node)) : codesOfClass(node);
    default:
      throw new RangeError(
        `regex: "${node.raw}" cannot be generated; list the characters in brackets`,
      );
  }
}

function codesOfSet(node: AST.CharacterSet): ReadonlySet<number> {
  switch (node.kind) {
    case 'any':
      return PRINTABLE;
    case 'digit':
      return node.negate ? without(PRINTABLE, DIGIT) : DIGIT;
    case 'word':
      return node.negate ? without(PRINTABLE, WORD) : WORD;
    case 'space':
      return node.negate ? without(PRINTABLE, SPACE) : SPACE;
    default:
      throw new RangeError(
        `regex: "${node.raw}" stands for too many characters; list those you want in brackets`,
      );
  }
}

function codesOfClass({ elements, raw }: AST.CharacterClass): Set<number> {
  return new Set(elements.flatMap((element) => [...codesOfElement(element, raw)]));
}

function codesOfElement(element: AST.CharacterClassElement, raw: string): Iterable<number> {
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
      return codesOf(element);
    case 'CharacterClassRange':
      if (element.max.value - element.min.value <= MOST_CHARACTERS) {
        return range(element.min.value, element.max.value);
      }
      throw new RangeError(
        `regex: "${raw}" holds more than ${MOST_CHARACTERS} characters; narrow it`,
      );
    default:
      throw new RangeError(
        `regex: "${element.raw}" cannot be generated; list the characters in brackets`,
      );
  }
}
