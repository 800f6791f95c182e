import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { type RunBranch, reduceErrors } from './best-branch.ts';
import { describeFailure, type RowFailure } from './row-failure.ts';
import { SchemaError } from './schema-error.ts';
import { explainCompileError, metaSchemaFaults } from './schema-faults.ts';
import {
  findKey,
  indexSchemas,
  joinPointer,
  pointerFragment,
  type SchemaPlace,
} from './schema-pointers.ts';

/** Where a row fails its schema; empty when it satisfies it. */
export type RowValidator = (row: unknown) => readonly RowFailure[];

export interface RowValidatorOptions {
  /** Named in errors: the file the schema came from. */
  readonly origin?: string;
  /** URI of the schema, against which its relative `$ref`s resolve. Its `$id` wins. */
  readonly uri?: string;
  /** Further schemas by URI, for `$ref` to find. Nothing is ever fetched. */
  readonly others?: Readonly<Record<string, unknown>>;
  /** Let messages quote the cell's value. Leave off where a cell may hold personal data. */
  readonly showValues?: boolean;
}

const NO_FAILURES: readonly RowFailure[] = [];

const AJV_OPTIONS: Options = {
  allErrors: true,
  // Unknown keywords and formats are refused: a check that cannot run must not look like one that passed.
  strict: true,
  // How a schema splits its types over branches and `required` over levels is a matter of taste.
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
  // A column called `toString` is missing unless the row has it itself.
  ownProperties: true,
  verbose: true,
  logger: false,
};

/** OpenAPI's annotations: they say nothing about which rows are right. */
const ANNOTATIONS = ['example', 'externalDocs', 'xml'];

/**
 * Compiles a JSON Schema once, for rows to be checked against it.
 *
 * Draft 2020-12 unless `$schema` names draft-07. Formats are checked in full.
 * Of a failed `anyOf` or `oneOf` only the branch that came closest is reported.
 * Source: https://json-schema.org/draft/2020-12, https://json-schema.org/draft-07.
 *
 * @throws {@link SchemaError} when the schema is broken, or names a draft, keyword, format or `$ref` that is not known.
 */
export function createRowValidator(
  schema: unknown,
  {
    origin = 'schema',
    uri = 'rowmill:schema',
    others = {},
    showValues = false,
  }: RowValidatorOptions = {},
): RowValidator {
  const draft = draftOf(schema, origin);
  const schemas: Record<string, object | boolean> = {};
  for (const [at, part] of Object.entries({ [uri]: schema, ...others })) {
    const name = at === uri ? origin : at;
    assertSchemaForm(part, name);
    schemas[at] = withDraft(part, draftOf(part, name));
  }
  const ajv = createAjv(draft, schemas);
  const validate = compile(ajv, schemas, { uri, origin });
  const places = indexSchemas(schemas);
  const run = branchRunner(ajv, places);
  return (row) => {
    if (validate(row)) return NO_FAILURES;
    return reduceErrors(validate.errors ?? [], run).map((error) =>
      describeFailure(error, schemaPathOf(error, places, uri), showValues),
    );
  };
}

function assertSchemaForm(schema: unknown, origin: string): asserts schema is object | boolean {
  if (typeof schema === 'boolean') return;
  if (!isObject(schema)) {
    throw new SchemaError(origin, [
      { pointer: '', message: 'is not a JSON Schema - write an object, or true or false' },
    ]);
  }
  const [async] = findKey(schema, '$async', true);
  if (async !== undefined) {
    throw new SchemaError(origin, [
      { pointer: async, message: 'is Ajv’s own and no JSON Schema - remove "$async"' },
    ]);
  }
}

const DRAFTS = {
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
  'draft-07': 'http://json-schema.org/draft-07/schema#',
} as const;

type Draft = keyof typeof DRAFTS;

/** Many schemas write the URI with another scheme, or leave out its `#`. */
function draftOf(schema: unknown, origin: string): Draft {
  const declared: unknown = isObject(schema) ? Reflect.get(schema, '$schema') : undefined;
  const uri = String(declared ?? DRAFTS['2020-12']).replace(/^https?:|#$/g, '');
  if (uri === '//json-schema.org/draft/2020-12/schema') return '2020-12';
  if (uri === '//json-schema.org/draft-07/schema') return 'draft-07';
  const known = Object.values(DRAFTS).map((draft) => JSON.stringify(draft));
  throw new SchemaError(origin, [
    {
      pointer: '/$schema',
      message: `draft ${JSON.stringify(declared)} is not known - use ${known.join(' or ')}`,
    },
  ]);
}

/** The schema with its draft spelt the one way that Ajv knows. */
function withDraft(schema: object | boolean, draft: Draft): object | boolean {
  return isObject(schema) && '$schema' in schema ? { ...schema, $schema: DRAFTS[draft] } : schema;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function createAjv(draft: Draft, schemas: Readonly<Record<string, unknown>>): Ajv {
  const ajv = draft === 'draft-07' ? new Ajv(AJV_OPTIONS) : new Ajv2020(AJV_OPTIONS);
  formats.default(ajv, { mode: 'full', keywords: false });
  for (const keyword of [...ANNOTATIONS, ...extensionKeywords(schemas)]) ajv.addKeyword(keyword);
  return ajv;
}

/** `x-...` keywords are notes of the schema's author to other tools. */
function extensionKeywords(schemas: Readonly<Record<string, unknown>>): Set<string> {
  const keywords = new Set<string>();
  for (const node of indexSchemas(schemas).keys()) {
    for (const key of Object.keys(node)) {
      if (/^x-[a-z0-9_-]+$/i.test(key)) keywords.add(key);
    }
  }
  return keywords;
}

function compile(
  ajv: Ajv,
  schemas: Readonly<Record<string, object | boolean>>,
  { uri, origin }: { readonly uri: string; readonly origin: string },
): ValidateFunction {
  try {
    for (const [at, schema] of Object.entries(schemas)) {
      const faults = metaSchemaFaults(ajv, schema);
      if (faults.length > 0) throw new SchemaError(at === uri ? origin : at, faults);
      // Ajv takes booleans here too; its types do not say so.
      ajv.addSchema(schema as object, at);
    }
    const validate = ajv.getSchema(uri);
    if (validate !== undefined) return validate;
  } catch (error) {
    throw toSchemaError(error, origin, schemas[uri]);
  }
  throw new SchemaError(origin, [{ pointer: '', message: 'cannot be compiled' }]);
}

function toSchemaError(error: unknown, origin: string, schema: unknown): SchemaError {
  if (error instanceof SchemaError) return error;
  return new SchemaError(origin, [explainCompileError(error, schema)], { cause: error });
}

function branchRunner(ajv: Ajv, places: ReadonlyMap<object, SchemaPlace>): RunBranch {
  return (parent, keyword, index, value) => {
    const place = places.get(parent);
    if (place === undefined) return undefined;
    const keywordPointer = joinPointer(place.pointer, keyword);
    const pointer = index === undefined ? keywordPointer : joinPointer(keywordPointer, index);
    const validate = ajv.getSchema(`${place.uri}#${pointerFragment(pointer)}`);
    if (validate === undefined) return undefined;
    return validate(value) ? [] : [...(validate.errors ?? [])];
  };
}

function schemaPathOf(
  { keyword, parentSchema, schemaPath }: ErrorObject,
  places: ReadonlyMap<object, SchemaPlace>,
  rootUri: string,
): string {
  const place = parentSchema === undefined ? undefined : places.get(parentSchema);
  if (place === undefined) return schemaPath;
  const document = place.uri === rootUri ? '' : place.uri;
  return `${document}#${joinPointer(place.pointer, keyword)}`;
}
