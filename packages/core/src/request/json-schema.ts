import type { RequestDefinitions } from './definitions.ts';
import { type JsonSchema, toJsonSchema } from './described.ts';
import { requestSchema } from './schema.ts';

/**
 * JSON Schema of requests, for editors: completion, and an explanation of each key.
 *
 * Shape: draft-07. It is wider than the schema it comes from where JSON Schema cannot say a rule.
 */
export function requestJsonSchema(definitions: RequestDefinitions): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'rowmill request',
    ...toJsonSchema(requestSchema(definitions)),
  };
}
