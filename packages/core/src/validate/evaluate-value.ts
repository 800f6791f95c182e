import type { BinarySign, Expression } from '../expressions/expression.ts';

/** What the names in an expression about a value mean. */
export interface ValueScope {
  readonly value: unknown;
  readonly parameter: unknown;
}

/** JSON's scalars; objects and arrays can be passed to functions, and are equal to nothing. */
type Value = unknown;

/**
 * What an expression makes of a JSON value.
 *
 * Nothing is converted: an operator whose parts are not of its types gives null, which is not true. `==` compares scalars;
 * `&&`, `||` and `?:` look at true alone.
 *
 * @throws RangeError for a function that is not known
 */
export function evaluateValue(expression: Expression, scope: ValueScope): Value {
  const again = (part: Expression): Value => evaluateValue(part, scope);
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'column':
      return valueOfName(expression.name, scope);
    case 'unary':
      return sign(expression.operator, again(expression.argument));
    case 'binary':
      return combine(expression.operator, again(expression.left), again(expression.right));
    case 'conditional': {
      // Both are read, so that a name that is wrong is found at once.
      const [yes, no] = [again(expression.yes), again(expression.no)];
      return again(expression.test) === true ? yes : no;
    }
    case 'call':
      return call(expression.name, expression.parameters.map(again));
  }
}

function valueOfName(name: string, scope: ValueScope): Value {
  if (name === 'value') return scope.value;
  if (name === 'parameter') return scope.parameter;
  const { value } = scope;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.hasOwn(value, name) ? Reflect.get(value, name) : null;
}

function sign(operator: '-' | '+' | '!', value: Value): Value {
  if (operator === '!') return typeof value === 'boolean' ? !value : null;
  if (typeof value !== 'number') return null;
  return operator === '-' ? -value : value;
}

function combine(operator: BinarySign, left: Value, right: Value): Value {
  switch (operator) {
    case '&&':
      return left === true && right === true;
    case '||':
      return left === true || right === true;
    case '??':
      return left ?? right;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    default:
      return compareOrCalculate(operator, left, right);
  }
}

type Ordered = Exclude<BinarySign, '&&' | '||' | '??' | '==' | '!='>;

const ORDERS: Partial<Record<Ordered, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function compareOrCalculate(operator: Ordered, left: Value, right: Value): Value {
  const holds = ORDERS[operator];
  if (typeof left === 'string' && typeof right === 'string') {
    if (operator === '+') return left + right;
    return holds === undefined ? null : holds(left < right ? -1 : Number(left > right));
  }
  if (typeof left !== 'number' || typeof right !== 'number') return null;
  if (holds !== undefined) return holds(left - right);
  return calculate(operator, left, right);
}

function calculate(operator: Ordered, left: number, right: number): Value {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    default:
      return left ** right;
  }
}

type ValueFunction = (...values: readonly Value[]) => Value;

const onText =
  (make: (text: string, other: string) => Value): ValueFunction =>
  (text, other = '') =>
    typeof text === 'string' && typeof other === 'string' ? make(text, other) : null;

const onNumber =
  (make: (value: number) => number): ValueFunction =>
  (value) =>
    typeof value === 'number' ? make(value) : null;

/** Characters are code points, as `maxLength` counts them. */
const FUNCTIONS: Readonly<Record<string, ValueFunction>> = {
  length: (value) => {
    if (typeof value === 'string') return [...value].length;
    if (Array.isArray(value)) return value.length;
    return typeof value === 'object' && value !== null ? Object.keys(value).length : null;
  },
  lower: onText((text) => text.toLowerCase()),
  upper: onText((text) => text.toUpperCase()),
  trim: onText((text) => text.trim()),
  startsWith: onText((text, start) => text.startsWith(start)),
  endsWith: onText((text, end) => text.endsWith(end)),
  contains: (value, part) => {
    if (Array.isArray(value)) return value.includes(part);
    return typeof value === 'string' && typeof part === 'string' ? value.includes(part) : null;
  },
  abs: onNumber(Math.abs),
  floor: onNumber(Math.floor),
  ceil: onNumber(Math.ceil),
  round: onNumber(Math.round),
};

function call(name: string, values: readonly Value[]): Value {
  const make = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (make !== undefined) return make(...values);
  const known = Object.keys(FUNCTIONS).join(', ');
  throw new RangeError(`no function is called ${JSON.stringify(name)} - use one of ${known}`);
}
