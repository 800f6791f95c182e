import { Ajv2020 } from 'ajv/dist/2020.js';
import type { PublishedSchema } from '../schema-uri.ts';
import { publishedSchema } from '../schemas/published.ts';

/**
 * What of a value is not as its published form has it.
 *
 * @param closed whether members that the form does not name are problems as well
 */
export function schemaProblems(name: PublishedSchema, value: unknown, closed = true): string[] {
  const { $schema: _, ...members } = value as Record<string, unknown>;
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(
    publishedSchema(name, { closed }),
  );
  validate(members);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
