import type { ErrorObject } from 'ajv';
import { joinPointer } from './schema-pointers.ts';

/** One reason why a row does not satisfy its schema. */
export interface RowFailure {
  /** The schema keyword that failed, e.g. `minLength`. */
  readonly rule: string;
  /** JSON pointer (RFC 6901) into the row, e.g. `/address/zip`; empty for the row as a whole. */
  readonly column: string;
  /** The keyword's place in the schema, as a URI fragment behind the schema's URI where it is another file. */
  readonly schemaPath: string;
  /** Reads on from the column: `must be integer, found string`. Holds no cell value unless asked for. */
  readonly message: string;
  /** What the schema wants there, e.g. `integer`. */
  readonly expected: string;
}

const LISTED_VALUES = 8;
const SHOWN_CHARACTERS = 80;

/** Says an Ajv error in our words. The cell's value appears only with `showValues`. */
function describeFailure(error: ErrorObject, schemaPath: string, showValues: boolean): RowFailure {
  const { text, expected } = explain(error);
  const value = showValues && showsValue(error) ? `, value ${shorten(error.data)}` : '';
  return {
    rule: error.keyword,
    column: columnOf(error),
    schemaPath,
    message: `${text}${value}`,
    expected,
  };
}

/** Says Ajv errors in our words, and what it has said before with the same words. */
export type Describer = (error: ErrorObject) => RowFailure;

/** Keywords of which the same is said about every value that fails them. */
const SAID_ALIKE: ReadonlySet<string> = new Set([
  ...['required', 'additionalProperties', 'enum', 'const', 'format', 'pattern'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems'],
]);

/** Columns that are named by rows may be any number. */
const MOST_KEPT = 1024;

/**
 * Millions of rows fail a few rules in a few columns: words for them are put together once, and take room once.
 *
 * @param pathOf names the place of an error's keyword in the schema
 */
export function openDescriber(
  pathOf: (error: ErrorObject) => string,
  showValues: boolean,
): Describer {
  const kept = new WeakMap<object, Map<string, RowFailure>>();
  return (error) => {
    const { keyword, parentSchema } = error;
    const isAlike = !showValues && SAID_ALIKE.has(keyword);
    if (!isAlike || typeof parentSchema !== 'object')
      return describeFailure(error, pathOf(error), showValues);
    const known = kept.get(parentSchema) ?? new Map<string, RowFailure>();
    kept.set(parentSchema, known);
    const name = `${keyword} ${columnOf(error)}`;
    const failure = known.get(name) ?? describeFailure(error, pathOf(error), showValues);
    if (known.size >= MOST_KEPT) known.clear();
    known.set(name, failure);
    return failure;
  };
}

/** JSON text of a value, cut to a readable length. */
function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

/** `string`, `integer`, `null`, ...: what JSON Schema calls the type of the value. */
function typeOfValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  // JSON text may hold 1e400, and Parquet files NaN: JSON Schema has no such number.
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number that is not finite';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

interface Explanation {
  readonly text: string;
  readonly expected: string;
}

type Explain = (params: Record<string, unknown>, error: ErrorObject) => Explanation;

const EXPLANATIONS: Readonly<Record<string, Explain>> = {
  required: () => ({ text: 'is missing', expected: 'a value' }),
  dependentRequired: ({ property }) => ({
    text: `is missing, but ${JSON.stringify(property)} is there`,
    expected: 'a value',
  }),
  additionalProperties: () => ({ text: 'is not in the schema', expected: 'no such column' }),
  unevaluatedProperties: () => ({ text: 'is not in the schema', expected: 'no such column' }),
  propertyNames: () => ({ text: 'has a name the schema forbids', expected: 'another name' }),
  type: ({ type }, { data }) => {
    const expected = Array.isArray(type) ? type.join(' or ') : String(type);
    return { text: `must be ${expected}, found ${typeOfValue(data)}`, expected };
  },
  enum: ({ allowedValues }) => {
    const expected = listValues(Array.isArray(allowedValues) ? allowedValues : []);
    return { text: `must be one of ${expected}`, expected };
  },
  const: ({ allowedValue }) => {
    const expected = shorten(allowedValue);
    return { text: `must be ${expected}`, expected };
  },
  format: ({ format }) => {
    const expected = String(format);
    return { text: `must have the format ${JSON.stringify(expected)}`, expected };
  },
  pattern: ({ pattern }) => {
    const expected = String(pattern);
    return { text: `must match the pattern ${JSON.stringify(expected)}`, expected };
  },
  oneOf: ({ passingSchemas }) => ({
    text: Array.isArray(passingSchemas)
      ? `matches branches ${passingSchemas.join(' and ')} of oneOf at once`
      : 'must match one branch of oneOf',
    expected: 'exactly one branch',
  }),
};

function explain(error: ErrorObject): Explanation {
  const explanation = EXPLANATIONS[error.keyword];
  const saysNothing = error.schema === false && explanation === undefined;
  if (saysNothing || error.keyword === 'false schema') {
    return { text: 'is forbidden by the schema', expected: 'no value' };
  }
  if (explanation !== undefined) return explanation(error.params, error);
  const text = error.message ?? `fails ${error.keyword}`;
  return { text, expected: text.replace(/^must (be |have )?/, '') };
}

function listValues(values: readonly unknown[]): string {
  const listed = values.slice(0, LISTED_VALUES).map(shorten).join(', ');
  const rest = values.length - LISTED_VALUES;
  return rest > 0 ? `${listed} and ${rest} more` : listed;
}

/** Errors about a key name that key, not the object around it. */
function columnOf({ instancePath, params, propertyName }: ErrorObject): string {
  const named: unknown =
    params.missingProperty ??
    params.additionalProperty ??
    params.unevaluatedProperty ??
    params.propertyName ??
    propertyName;
  return typeof named === 'string' ? joinPointer(instancePath, named) : instancePath;
}

function showsValue({ keyword, data }: ErrorObject): boolean {
  return keyword !== 'required' && keyword !== 'dependentRequired' && data !== undefined;
}
