import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import { type RunBranch, reduceErrors } from './best-branch.ts';
import { createAjv } from './create-ajv.ts';
import { addExactKeywords, type Exactness } from './exact-keywords.ts';
import type { ExactNumbers } from './exact-numbers.ts';
import { exactNumbersOf } from './exact-schema.ts';
import { definitionsOf, type KeywordDefinition, type Keywords } from './keywords.ts';
import { openDescriber, type RowFailure } from './row-failure.ts';
import { schemaFaults } from './schema-check.ts';
import { type Draft, draftOf, mixedDraftFaults, newestOf, withDraft } from './schema-drafts.ts';
import { SchemaError, type SchemaFault } from './schema-error.ts';
import { explainCompileError, metaSchemaFaults } from './schema-faults.ts';
import { findLoop } from './schema-loops.ts';
import { allSchemas } from './schema-parts.ts';
import {
  findKey,
  indexSchemas,
  joinPointer,
  pointerFragment,
  type SchemaPlace,
} from './schema-pointers.ts';
import { unsureContext, unsureFaults } from './schema-unsure.ts';

/**
 * Where a row fails its schema; empty when it satisfies it.
 *
 * @param exact the row's numbers that are more than a float: rules about them are decided by their digits
 */
export type RowValidator = (row: unknown, exact?: ExactNumbers) => readonly RowFailure[];

export interface RowValidatorOptions {
  /** Named in errors: the file the schema came from. */
  readonly origin?: string;
  /** URI of the schema, against which its relative `$ref`s resolve. Its `$id` wins. */
  readonly uri?: string;
  /** Further schemas by URI, for `$ref` to find. Nothing is ever fetched. */
  readonly others?: Readonly<Record<string, unknown>>;
  /** Keywords that the schemas use besides those of their draft. */
  readonly keywords?: Keywords;
  /** Let messages quote the cell's value. Leave off where a cell may hold personal data. */
  readonly showValues?: boolean;
}

const NO_FAILURES: readonly RowFailure[] = [];
const NO_NUMBERS: ExactNumbers = new Map();

/**
 * Compiles a JSON Schema once, for rows to be checked against it.
 *
 * Draft 2020-12 unless `$schema` names 2019-09 or draft-07. Formats are checked in full, patterns in time linear in the
 * text. Of a failed `anyOf` or `oneOf` only the branch that came closest is reported.
 * Source: https://json-schema.org/draft/2020-12, https://json-schema.org/draft/2019-09, https://json-schema.org/draft-07.
 *
 * @throws {@link SchemaError} when the schema is broken, names a draft, keyword, format or `$ref` that is not known, holds
 * a pattern that cannot run in linear time, or refers to itself without end.
 */
export function createRowValidator(
  schema: unknown,
  {
    origin = 'schema',
    uri = 'rowmill:schema',
    others = {},
    keywords: own = {},
    showValues = false,
  }: RowValidatorOptions = {},
): RowValidator {
  const keywords = definitionsOf(own, origin);
  const set = readSchemas({ [uri]: schema, ...others }, { uri, origin });
  const ajv = ajvOf(set, keywords);
  assertSound(ajv, set);
  const run = openRun(ajv, set, showValues);
  const exactness: Exactness = { schemas: set.numbers, row: NO_NUMBERS };
  let exactRun: Run | undefined;
  return (row, exact = NO_NUMBERS) => {
    if (exact.size === 0 && set.numbers.size === 0) return run(row);
    exactRun ??= openExactRun(set, { keywords, exactness, showValues });
    exactness.row = exact;
    return exactRun(row);
  };
}

type Definitions = Readonly<Record<string, KeywordDefinition>>;
type Run = (row: unknown) => readonly RowFailure[];

/** All schemas that belong together, read. */
interface SchemaSet {
  readonly uri: string;
  readonly origin: string;
  readonly draft: Draft;
  readonly schemas: Readonly<Record<string, object | boolean>>;
  readonly drafts: Readonly<Record<string, Draft>>;
  readonly numbers: ExactNumbers;
}

function readSchemas(
  documents: Readonly<Record<string, unknown>>,
  { uri, origin }: { readonly uri: string; readonly origin: string },
): SchemaSet {
  const schemas: Record<string, object | boolean> = {};
  const drafts: Record<string, Draft> = {};
  const nameOf = (at: string): string => (at === uri ? origin : at);
  const own = draftOf(documents[uri], origin) ?? '2020-12';
  for (const [at, document] of Object.entries(documents)) {
    assertSchemaForm(document, nameOf(at));
    const named = draftOf(document, nameOf(at));
    // Who says nothing is written as the schema is that refers to it.
    drafts[at] = named ?? own;
    schemas[at] = withDraft(document, named);
  }
  const draft = newestOf(Object.values(drafts));
  return { uri, origin, draft, schemas, drafts, numbers: exactNumbersOf(schemas) };
}

function ajvOf(set: SchemaSet, keywords: Definitions): Ajv {
  const { schemas, draft, origin } = set;
  return createAjv(schemas, { draft, drafts: Object.values(set.drafts), keywords, origin });
}

function openRun(ajv: Ajv, set: SchemaSet, showValues: boolean): Run {
  const { uri } = set;
  const validate = compile(ajv, set);
  const places = indexSchemas(set.schemas);
  const run = branchRunner(ajv, places);
  const describe = openDescriber((error) => schemaPathOf(error, places, uri), showValues);
  return (row) => {
    if (validate(row)) return NO_FAILURES;
    return reduceErrors(validate.errors ?? [], run).map(describe);
  };
}

function openExactRun(
  set: SchemaSet,
  {
    keywords,
    exactness,
    showValues,
  }: {
    readonly keywords: Definitions;
    readonly exactness: Exactness;
    readonly showValues: boolean;
  },
): Run {
  const ajv = ajvOf(set, keywords);
  addExactKeywords(ajv, exactness);
  return openRun(ajv, set, showValues);
}

function assertSchemaForm(schema: unknown, origin: string): asserts schema is object | boolean {
  if (typeof schema === 'boolean') return;
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
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

/**
 * Refuses schemas that cannot be checked as written: all faults of a file at once.
 *
 * @throws {@link SchemaError}
 */
function assertSound(ajv: Ajv, set: SchemaSet): void {
  const { uri, origin, schemas } = set;
  try {
    for (const [at, schema] of Object.entries(schemas)) {
      // Where the form of a schema is broken, that is the word on its place.
      const faults = onePerPlace([...faultsOf(ajv, at, set), ...metaSchemaFaults(ajv, schema)]);
      if (faults.length > 0) throw new SchemaError(at === uri ? origin : at, faults);
    }
    const loop = findLoop(schemas);
    if (loop !== undefined) throw new SchemaError(loop.uri === uri ? origin : loop.uri, [loop]);
  } catch (error) {
    throw toSchemaError(error, set);
  }
}

function faultsOf(ajv: Ajv, at: string, { schemas, drafts, draft }: SchemaSet): SchemaFault[] {
  const placesOf = (uri: string) => allSchemas(schemas[uri] ?? true, uri);
  const own = drafts[at] ?? draft;
  const context = { ...unsureContext(Object.keys(schemas).flatMap(placesOf)), draft: own };
  const faults = placesOf(at).flatMap((place) => [
    ...schemaFaults(ajv, place),
    ...unsureFaults(place, context),
    ...mixedDraftFaults(place, { own, newest: draft }),
  ]);
  // A keyword that only older drafts have is an unknown one too: the last fault of a place says why.
  return onePerPlace(faults);
}

/** The last one of each place. */
const onePerPlace = (faults: readonly SchemaFault[]): SchemaFault[] => [
  ...new Map(faults.map((fault) => [fault.pointer, fault])).values(),
];

function compile(ajv: Ajv, set: SchemaSet): ValidateFunction {
  const { schemas, uri, origin } = set;
  try {
    for (const [at, schema] of Object.entries(schemas)) {
      // Ajv takes booleans here too; its types do not say so.
      ajv.addSchema(schema as object, at);
    }
    const validate = ajv.getSchema(uri);
    if (validate !== undefined) return validate;
  } catch (error) {
    throw toSchemaError(error, set);
  }
  throw new SchemaError(origin, [{ pointer: '', message: 'cannot be compiled' }]);
}

function toSchemaError(error: unknown, { origin, uri, schemas }: SchemaSet): SchemaError {
  if (error instanceof SchemaError) return error;
  const fault = explainCompileError(error, schemas);
  const { uri: at = uri } = fault;
  return new SchemaError(at === uri ? origin : at, [fault], { cause: error });
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
