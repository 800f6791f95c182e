import jsep from 'jsep';
import type { BinarySign, Expression, UnarySign } from './expression.ts';

const LONGEST = 2000;
const DEEPEST = 50;
const BINARY: ReadonlyMap<string, BinarySign> = new Map(
  (
    ['+', '-', '*', '/', '%', '**', '==', '!=', '<', '<=', '>', '>=', '&&', '||', '??'] as const
  ).map((sign) => [sign, sign]),
);
/** Strict equality means the same here: nothing is ever converted. */
const SAME: ReadonlyMap<string, BinarySign> = new Map([
  ['===', '=='],
  ['!==', '!='],
]);
const UNARY: ReadonlySet<string> = new Set<UnarySign>(['-', '+', '!']);
const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;

/**
 * Reads an expression. Messages begin with its owner.
 *
 * @throws RangeError when it is not one, is too long or too deep, or holds anything but literals, columns,
 * operators and calls of functions by name.
 */
export function parseExpression(text: string, owner = 'derive'): Expression {
  if (text.length > LONGEST)
    throw new RangeError(
      `${owner}: the expression has ${text.length} characters, at most ${LONGEST} are possible; split it over columns`,
    );
  if (depthOf(text) > DEEPEST)
    throw new RangeError(
      `${owner}: the expression nests more than ${DEEPEST} brackets; split it over columns`,
    );
  try {
    return convert(parse(text));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`${owner}: ${error.message}`, { cause: error });
  }
}

function parse(text: string): jsep.Expression {
  try {
    return jsep(text);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new RangeError(`not an expression: ${problem}`, { cause: error });
  }
}

/** The parser calls itself for each bracket. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text.replaceAll(QUOTED, '')) {
    if (character === '(' || character === '[') depth++;
    if (character === ')' || character === ']') depth--;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function convert(node: jsep.Expression): Expression {
  const core = node as jsep.CoreExpression;
  switch (core.type) {
    case 'Literal':
      return convertLiteral(core);
    case 'Identifier':
      return { kind: 'column', name: core.name };
    case 'MemberExpression':
      return convertMember(core);
    case 'UnaryExpression':
      if (!UNARY.has(core.operator)) return refuse(`the operator ${core.operator}`);
      return {
        kind: 'unary',
        operator: core.operator as UnarySign,
        argument: convert(core.argument),
      };
    case 'BinaryExpression': {
      const operator =
        BINARY.get(core.operator) ??
        SAME.get(core.operator) ??
        refuse(`the operator ${core.operator}`);
      return { kind: 'binary', operator, left: convert(core.left), right: convert(core.right) };
    }
    case 'ConditionalExpression':
      return {
        kind: 'conditional',
        test: convert(core.test),
        yes: convert(core.consequent),
        no: convert(core.alternate),
      };
    case 'CallExpression': {
      const { callee } = core;
      if (callee.type !== 'Identifier') return refuse('a call of anything but a function by name');
      return { kind: 'call', name: String(callee.name), parameters: core.arguments.map(convert) };
    }
    case 'Compound':
    case 'SequenceExpression':
      return refuse('more than one expression');
    case 'ArrayExpression':
      return refuse('a list');
    case 'ThisExpression':
      return refuse('"this"');
  }
}

function convertLiteral({ value, raw }: jsep.Literal): Expression {
  if (value instanceof RegExp) return refuse('a regular expression');
  return { kind: 'literal', value, raw };
}

/** `row["odd name"]` and `row.name`: columns whose names are no identifiers. */
function convertMember({
  object,
  property,
  computed,
  optional,
}: jsep.MemberExpression): Expression {
  const isRow = object.type === 'Identifier' && object.name === 'row' && optional !== true;
  if (isRow && !computed && property.type === 'Identifier')
    return { kind: 'column', name: String(property.name) };
  if (isRow && computed && property.type === 'Literal' && typeof property.value === 'string') {
    return { kind: 'column', name: property.value };
  }
  return refuse('a property of anything but the row: row["column name"]');
}

function refuse(what: string): never {
  throw new RangeError(
    `${what} has no meaning here; use columns, literals, + - * / % **, comparisons, && || !, ?: and functions`,
  );
}
