import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { PublishedSchema } from '../schema-uri.ts';
import { publishedSchema } from '../schemas/published.ts';

const compiled = new Map<string, ValidateFunction>();

/** Lists have a line for each row, and compiling takes longer than reading all of them. */
function validatorOf(name: PublishedSchema, closed: boolean): ValidateFunction {
  const known = compiled.get(`${name} ${closed}`);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  const validate = ajv.compile(publishedSchema(name, { closed }));
  compiled.set(`${name} ${closed}`, validate);
  return validate;
}

/**
 * What of a value is not as its published form has it.
 *
 * @param closed whether members that the form does not name are problems as well
 */
export function schemaProblems(name: PublishedSchema, value: unknown, closed = true): string[] {
  const { $schema: _, ...members } = value as Record<string, unknown>;
  const validate = validatorOf(name, closed);
  validate(members);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
