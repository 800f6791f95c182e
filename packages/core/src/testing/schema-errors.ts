import { createRowValidator } from '../validate/json-schema.ts';
import { SchemaError } from '../validate/schema-error.ts';

/** What is said of a schema that has to be refused. */
export function schemaErrorOf(schema: unknown, options = {}): SchemaError {
  try {
    createRowValidator(schema, options);
  } catch (error) {
    if (error instanceof SchemaError) return error;
    throw error;
  }
  throw new Error('the schema was accepted');
}
