import type { RequestInput } from '../input.ts';
import { checkRequest } from '../parse-request.ts';
import type { Request } from '../types.ts';
import { SAMPLE_DEFINITIONS } from './sample-definitions.ts';

/** `path | message | hint` of every issue that the sample definitions lead to. */
export function issueLines(
  input: unknown,
  imports: Readonly<Record<string, Request>> = {},
): readonly string[] {
  const result = checkRequest(input, { definitions: SAMPLE_DEFINITIONS, imports });
  if (result.ok) return [];
  return result.issues.map(({ path, message, hint }) =>
    [path.join('.'), message, ...(hint === undefined ? [] : [hint])].join(' | '),
  );
}

/** Normal form of a request that must be right. */
export function accepted(input: unknown, imports: Readonly<Record<string, Request>> = {}): Request {
  const result = checkRequest(input, { definitions: SAMPLE_DEFINITIONS, imports });
  if (!result.ok) throw new Error(issueLines(input, imports).join('\n'));
  return result.request;
}

/** A request around some tables. */
export function requestWith(
  tables: Record<string, unknown>,
  rest: Record<string, unknown> = {},
): Record<string, unknown> {
  return { name: 'shop', tables, ...rest };
}

/** The smallest request. */
export const SMALLEST: RequestInput = {
  name: 'shop',
  tables: { users: { rows: 10, columns: { id: 'uuid' } } },
};
