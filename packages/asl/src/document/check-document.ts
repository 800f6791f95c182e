import type { DocumentIssue } from '../errors.ts';
import { byteLength, isObject, type Json, type JsonObject } from '../json.ts';
import { LIMITS } from '../limits.ts';
import { checkRoot, namedLanguage } from './check-sequence.ts';
import type { MachineType } from './place.ts';
import { notAnObject, readJson } from './read-json.ts';
import { openScope, scopeIssues } from './variable-scope.ts';

export interface CheckOptions {
  /** Of the executions; `STANDARD` unless given. */
  readonly type?: MachineType;
}

/** A document that was read, and everything that is wrong with it. */
export interface Examination {
  readonly document: Json;
  readonly issues: readonly DocumentIssue[];
}

/**
 * All that is wrong with a document or not supported; nothing where `loadDocument` accepts it.
 *
 * Codes and words are those of AWS where AWS refuses the document too. Locations are JSON Pointers (RFC 6901), `/`
 * for the document itself, and empty for a document that has none: no JSON object, or no terminal state.
 */
export function checkDocument(
  source: string | JsonObject,
  options: CheckOptions = {},
): readonly DocumentIssue[] {
  return examineDocument(source, options).issues;
}

export function examineDocument(
  source: string | JsonObject,
  { type = 'STANDARD' }: CheckOptions,
): Examination {
  const tooLarge = sizeIssues(source);
  if (tooLarge.length > 0) return { document: null, issues: tooLarge };
  const { value, issues } =
    typeof source === 'string' ? readJson(source) : { value: source, issues: [] };
  if (issues.length > 0) return { document: value, issues };
  if (!isObject(value)) return { document: value, issues: [notAnObject()] };
  return { document: value, issues: documentIssues(value, type) };
}

function sizeIssues(source: string | JsonObject): readonly DocumentIssue[] {
  const bytes = typeof source === 'string' ? Buffer.byteLength(source) : byteLength(source);
  if (bytes <= LIMITS.documentBytes) return [];
  const message = `The document has ${bytes} bytes, and may have ${LIMITS.documentBytes} - move data out of it, or call another state machine`;
  return [{ location: '/', code: 'SCHEMA_VALIDATION_FAILED', message }];
}

function documentIssues(document: JsonObject, type: MachineType): readonly DocumentIssue[] {
  const issues: DocumentIssue[] = [];
  const scope = openScope();
  const language = namedLanguage(document.QueryLanguage ?? 'JSONPath');
  const hasJsonata = language === 'JSONata' || holdsJsonata(document.States);
  const report = (issue: DocumentIssue) => issues.push(issue);
  const setting = { subject: 'the document', language, type, scope, report } as const;
  checkRoot(
    document,
    { location: '', field: '', setting },
    { language, hasJsonata, names: new Map() },
  );
  issues.push(...scopeIssues(scope));
  if (hasJsonata) return issues;
  // With another language, what cannot be run in this one does not matter.
  return [onlyJsonPath(), ...issues.filter(({ code }) => code !== 'UNSUPPORTED')];
}

/** Whether a state has JSONata set for itself, at any depth. */
function holdsJsonata(states: Json | undefined): boolean {
  if (!isObject(states)) return false;
  return Object.values(states).some((state) => {
    if (!isObject(state)) return false;
    const { QueryLanguage, ItemProcessor, Branches } = state;
    const inner = [ItemProcessor, ...(Array.isArray(Branches) ? Branches : [])];
    return (
      QueryLanguage === 'JSONata' ||
      inner.some((sequence) => isObject(sequence) && holdsJsonata(sequence.States))
    );
  });
}

function onlyJsonPath(): DocumentIssue {
  return {
    location: '/QueryLanguage',
    code: 'UNSUPPORTED',
    message:
      'The document is in JSONPath, which is not supported - set "QueryLanguage": "JSONata" and write expressions {% … %} in place of paths',
  };
}
