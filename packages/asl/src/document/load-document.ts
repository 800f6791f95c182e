import { DocumentError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { type CheckOptions, examineDocument } from './check-document.ts';
import type { StateMachine } from './states.ts';

/**
 * Reads a document of the Amazon States Language and makes sure that it can be run here, and on AWS.
 *
 * @param source text of the document, or what `JSON.parse` made of it
 * @throws {@link DocumentError} with everything that is wrong or that is not supported, each by state and field.
 */
export function loadDocument(
  source: string | JsonObject,
  options: CheckOptions = {},
): StateMachine {
  const { document, issues } = examineDocument(source, options);
  if (issues.length > 0) throw new DocumentError(issues);
  return document as unknown as StateMachine;
}
