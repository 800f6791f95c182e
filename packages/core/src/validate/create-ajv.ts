import { Ajv, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { compileLinearPattern } from '../checks/patterns/linear-pattern.ts';
import type { KeywordDefinition } from './keywords.ts';
import type { Draft } from './schema-drafts.ts';
import { SchemaError } from './schema-error.ts';
import { indexSchemas } from './schema-pointers.ts';

/** Patterns of schemas run in time linear in the text; see {@link compileLinearPattern}. */
const regExp = Object.assign(
  (pattern: string) => {
    const { test } = compileLinearPattern(pattern);
    return { test, toString: () => `/${pattern}/u` };
  },
  { code: 'compileLinearPattern' },
);

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
  code: { regExp },
};

/** OpenAPI's annotations: they say nothing about which rows are right. */
const ANNOTATIONS = ['example', 'externalDocs', 'xml'];

export interface AjvChoices {
  /** By whose rules schemas are read. */
  readonly draft: Draft;
  /** Those that schemas name. */
  readonly drafts: readonly Draft[];
  readonly keywords: Readonly<Record<string, KeywordDefinition>>;
  readonly origin: string;
}

/**
 * An Ajv that knows all drafts up to one, the formats, and keywords of the user.
 *
 * @throws {@link SchemaError} for keywords of the user that are no names, or known already
 */
export function createAjv(
  schemas: Readonly<Record<string, unknown>>,
  { draft, drafts, keywords, origin }: AjvChoices,
): Ajv {
  const ajv = newAjv(draft);
  for (const older of new Set(drafts)) if (older !== draft) addMetaSchemas(ajv, newAjv(older));
  formats.default(ajv, { mode: 'full', keywords: false });
  const own = new Set(Object.keys(keywords));
  // Ajv follows anchors, and takes their keyword for unknown all the same.
  if (draft !== 'draft-07') ajv.addKeyword('$anchor');
  const notes = [...ANNOTATIONS, ...extensionKeywords(schemas)];
  for (const keyword of notes) if (!own.has(keyword)) ajv.addKeyword(keyword);
  addKeywords(ajv, keywords, origin);
  return ajv;
}

function newAjv(draft: Draft): Ajv {
  if (draft === 'draft-07') return new Ajv(AJV_OPTIONS);
  return draft === '2019-09' ? new Ajv2019(AJV_OPTIONS) : new Ajv2020(AJV_OPTIONS);
}

/** Lets schemas of an older draft stand beside those of a newer one. */
function addMetaSchemas(ajv: Ajv, { schemas }: Ajv): void {
  for (const [uri, known] of Object.entries(schemas)) {
    const isMeta = known?.meta === true && typeof known.schema === 'object';
    if (isMeta && ajv.schemas[uri] === undefined) ajv.addMetaSchema(known.schema, uri, false);
  }
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

const NAME = /^[a-z_$][a-z0-9_$-]*$/i;

function addKeywords(
  ajv: Ajv,
  keywords: Readonly<Record<string, KeywordDefinition>>,
  origin: string,
): void {
  const faults = Object.keys(keywords).flatMap((name) => {
    const pointer = `/${name}`;
    if (!NAME.test(name)) {
      return [{ pointer, message: 'is no name for a keyword - use letters, digits, "_" and "-"' }];
    }
    return ajv.getKeyword(name) === false
      ? []
      : [{ pointer, message: 'is a keyword of JSON Schema already - choose another name' }];
  });
  if (faults.length > 0) throw new SchemaError(`${origin} keywords`, faults);
  for (const [keyword, { type, message, test }] of Object.entries(keywords)) {
    ajv.addKeyword({
      keyword,
      ...(type === undefined ? {} : { type: [type].flat() }),
      errors: false,
      error: { message: message ?? `fails ${keyword}` },
      validate: (parameter: unknown, value: unknown) => test(value, parameter),
    });
  }
}
