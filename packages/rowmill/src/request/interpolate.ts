/** Values of variables: `process.env` has this form. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Interpolated {
  readonly text: string;
  /** What is wrong, in order; empty when nothing is. */
  readonly problems: readonly InterpolationProblem[];
}

interface InterpolationProblem {
  readonly message: string;
  readonly hint: string;
}

const VARIABLE = /\$(\$\{)|\$\{([^}]*)(\}?)/g;
const NAME_AND_DEFAULT = /^([A-Za-z_]\w*)(?::-([\s\S]*))?$/;

/**
 * Puts variables into a text: `${NAME}`, or `${NAME:-default}` where it may be missing or empty;
 * `$${` stands for `${` itself. What is put in is not looked at again.
 */
export function interpolate(text: string, environment: Environment): Interpolated {
  const problems: InterpolationProblem[] = [];
  const result = text.replace(
    VARIABLE,
    (whole, escaped: string | undefined, inner: string | undefined, end: string | undefined) => {
      if (escaped !== undefined) return escaped;
      const value = end === '}' ? variable(inner ?? '', environment) : NOT_A_VARIABLE;
      if (typeof value === 'string') return value;
      problems.push(value);
      return whole;
    },
  );
  return { text: result, problems };
}

const NOT_A_VARIABLE: InterpolationProblem = {
  message: 'there is a ${ that begins no variable',
  hint: 'write $${ for the characters ${ themselves',
};

function variable(inner: string, environment: Environment): string | InterpolationProblem {
  const match = NAME_AND_DEFAULT.exec(inner);
  if (match === null) return NOT_A_VARIABLE;
  const [, name = '', fallback] = match;
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
  // As in a shell, `:-` also stands in for an empty variable.
  if (value !== undefined && (value !== '' || fallback === undefined)) return value;
  if (fallback !== undefined) return fallback;
  const hint = `set it, or give a default: \${${name}:-...}`;
  return { message: `the variable ${name} is not set`, hint };
}

/** Reads a text as an unquoted YAML 1.2 scalar, so that `seed: ${SEED}` gives a number. */
export function plainScalar(text: string): string | number | boolean {
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  if (!/^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(text)) return text;
  const number = Number(text);
  // A number that would lose digits stays the text it is.
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
}
