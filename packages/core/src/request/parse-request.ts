import type { z } from 'zod';
import { RequestError, type RequestIssue } from '../errors.ts';
import { checkLinks } from './check-links.ts';
import { checkNames } from './check-names.ts';
import type { RequestDefinitions } from './definitions.ts';
import { describeValue, isMap } from './describe-value.ts';
import { checkAgainst } from './described.ts';
import { normalise } from './normalise.ts';
import { readOutline } from './outline.ts';
import { checkPlainData } from './plain-data.ts';
import { type ReadRequest, requestSchema } from './schema.ts';
import type { Request } from './types.ts';

/** What {@link parseRequest} found. */
export type ParsedRequest =
  | { readonly ok: true; readonly request: Request }
  | { readonly ok: false; readonly issues: readonly RequestIssue[] };

export interface ParseRequestOptions {
  readonly definitions: RequestDefinitions;
  /** Imported requests by the name under `imports`. One that is missing here is not looked into. */
  readonly imports?: Readonly<Record<string, Request>>;
}

/** Problems after which looking further would cost too much or mislead. */
const FATAL_CODES: ReadonlySet<string> = new Set(['too-deep', 'too-large']);

/** Building the schema takes longer than using it. */
const SCHEMAS = new WeakMap<RequestDefinitions, z.ZodType<ReadRequest, unknown>>();

function schemaOf(definitions: RequestDefinitions): z.ZodType<ReadRequest, unknown> {
  const known = SCHEMAS.get(definitions);
  if (known !== undefined) return known;
  const schema = requestSchema(definitions);
  SCHEMAS.set(definitions, schema);
  return schema;
}

/** Checks a request as written and gives its normal form, or everything that is wrong with it. */
export function checkRequest(
  input: unknown,
  { definitions, imports = {} }: ParseRequestOptions,
): ParsedRequest {
  if (!isMap(input)) {
    const message = `a request is a map with name and tables, found ${describeValue(input)}`;
    return { ok: false, issues: [{ path: [], code: 'wrong-type', message }] };
  }
  const plain = checkPlainData(input);
  if (plain.some(({ code }) => FATAL_CODES.has(code))) return { ok: false, issues: plain };
  const read = checkAgainst(schemaOf(definitions), input);
  const outline = readOutline(input, imports);
  const atPlain = new Set(plain.map(placeOf));
  const issues = [
    ...plain,
    // What is not plain data also has the wrong type: saying so again helps nobody.
    ...(read.ok ? [] : read.issues).filter((issue) => !atPlain.has(placeOf(issue))),
    ...checkNames(outline),
    ...checkLinks(outline),
  ];
  if (!read.ok || issues.length > 0) return { ok: false, issues };
  return { ok: true, request: normalise(read.value) };
}

/**
 * Turns a request as written into its normal form.
 *
 * @throws RequestError with every problem at once.
 */
export function parseRequest(input: unknown, options: ParseRequestOptions): Request {
  const parsed = checkRequest(input, options);
  if (!parsed.ok) throw new RequestError(parsed.issues);
  return parsed.request;
}

function placeOf({ path }: RequestIssue): string {
  return JSON.stringify(path);
}
