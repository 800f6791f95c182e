import type { z } from 'zod';
import { keywordsSchema } from '../request/keywords-schema.ts';
import { type KeywordExpressions, keywordsOf } from './keywords.ts';
import { SchemaError } from './schema-error.ts';
import { joinPointer } from './schema-pointers.ts';

/**
 * Keywords by name, as a file holds them.
 *
 * @throws {@link SchemaError} with all that is wrong with them
 */
export function parseKeywords(value: unknown, origin: string): KeywordExpressions {
  const { success, data, error } = keywordsSchema.safeParse(value ?? {});
  if (!success) {
    const faults = error.issues.map(({ path, message }) => ({
      pointer: path.reduce((pointer: string, key) => joinPointer(pointer, String(key)), ''),
      message,
    }));
    throw new SchemaError(origin, faults);
  }
  keywordsOf(withoutAbsent(data), origin);
  return withoutAbsent(data);
}

/** Parts that are not there are no parts. */
function withoutAbsent(keywords: z.output<typeof keywordsSchema>): KeywordExpressions {
  return Object.fromEntries(
    Object.entries(keywords).map(([name, { expression, message, type }]) => [
      name,
      {
        expression,
        ...(message === undefined ? {} : { message }),
        ...(type === undefined ? {} : { type }),
      },
    ]),
  );
}
