import type { DocumentIssue } from '../errors.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { checkTransitions } from './check-transitions.ts';
import { readJson } from './read-json.ts';

export interface CheckOptions {
  /** `STANDARD` unless given. */
  readonly type?: 'STANDARD' | 'EXPRESS';
}

/** All that is wrong with a document or not supported; nothing: `loadDocument` accepts it. */
export function checkDocument(
  source: string | JsonObject,
  options: CheckOptions = {},
): readonly DocumentIssue[] {
  return examineDocument(source, options).issues;
}

export function examineDocument(
  source: string | JsonObject,
  _options: CheckOptions,
): { document: Json; issues: readonly DocumentIssue[] } {
  const { value, issues } =
    typeof source === 'string' ? readJson(source) : { value: source, issues: [] };
  if (issues.length > 0) return { document: value, issues };
  const found: DocumentIssue[] = [];
  if (isObject(value)) checkTransitions(value, '', (issue) => found.push(issue));
  return { document: value, issues: found };
}
