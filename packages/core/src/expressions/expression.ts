/** An expression over the columns of a row: the only things that `derive` can do. */
export type Expression =
  | {
      readonly kind: 'literal';
      readonly value: number | string | boolean | null;
      readonly raw: string;
    }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: UnarySign; readonly argument: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinarySign;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly Expression[] };

export type UnarySign = '-' | '+' | '!';
export type ArithmeticSign = '+' | '-' | '*' | '/' | '%' | '**';
export type ComparisonSign = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type BinarySign = ArithmeticSign | ComparisonSign | '&&' | '||' | '??';

/** The expression as a person would write it, for messages. */
export function writeExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return expression.raw;
    case 'column':
      return /^[A-Za-z_$][\w$]*$/.test(expression.name)
        ? expression.name
        : `row[${JSON.stringify(expression.name)}]`;
    case 'unary':
      return `${expression.operator}${writeExpression(expression.argument)}`;
    case 'binary':
      return `${writePart(expression.left)} ${expression.operator} ${writePart(expression.right)}`;
    case 'conditional':
      return `${writePart(expression.test)} ? ${writePart(expression.yes)} : ${writePart(expression.no)}`;
    case 'call':
      return `${expression.name}(${expression.parameters.map(writeExpression).join(', ')})`;
  }
}

function writePart(expression: Expression): string {
  const text = writeExpression(expression);
  return expression.kind === 'binary' || expression.kind === 'conditional' ? `(${text})` : text;
}
