import { AROUND, type ExactNumbers } from './exact-numbers.ts';
import { allSchemas } from './schema-parts.ts';
import { joinPointer, valueAt } from './schema-pointers.ts';

/**
 * A note in a schema: its numbers that are more than a float, as text, by JSON pointer. Who reads a schema from a file
 * writes it; it travels wherever the schema does.
 */
export const EXACT_NOTE = 'x-rowmill-exact';

/** A document with notes of those of its numbers that are more than a float. Only schemas hold rules about numbers. */
export function noteExactNumbers(document: unknown, exact: ExactNumbers): void {
  if (exact.size === 0 || typeof document !== 'object' || document === null) return;
  for (const { schema } of allSchemas(document, '')) {
    if (typeof schema === 'boolean') continue;
    const notes = Object.fromEntries(notesOf(schema, exact));
    if (Object.keys(notes).length > 0) Reflect.set(schema, EXACT_NOTE, notes);
  }
}

const ASKING = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];

function notesOf(schema: object, exact: ExactNumbers): [string, string][] {
  const own = exact.get(schema);
  const limits = ASKING.flatMap((keyword): [string, string][] => {
    const text = own?.get(keyword);
    return text === undefined ? [] : [[joinPointer('', keyword), text]];
  });
  const values = ['const', 'enum'].flatMap((keyword) =>
    textsWithin(Reflect.get(schema, keyword), {
      exact,
      pointer: joinPointer('', keyword),
      text: own?.get(keyword),
    }),
  );
  return [...limits, ...values];
}

interface Within {
  readonly exact: ExactNumbers;
  readonly pointer: string;
  readonly text: string | undefined;
}

function textsWithin(value: unknown, { exact, pointer, text }: Within): [string, string][] {
  if (text !== undefined) return [[pointer, text]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    textsWithin(part, {
      exact,
      pointer: joinPointer(pointer, key),
      text: exact.get(value)?.get(key),
    }),
  );
}

/** What the notes in schemas say. */
export function exactNumbersOf(schemas: Readonly<Record<string, object | boolean>>): ExactNumbers {
  const exact = new Map<object, Map<string, string>>();
  for (const [uri, document] of Object.entries(schemas)) {
    for (const { schema } of allSchemas(document, uri)) {
      const notes: unknown = typeof schema === 'object' ? Reflect.get(schema, EXACT_NOTE) : {};
      for (const [pointer, text] of Object.entries(notes ?? {})) {
        const [holder, key] = placeOf(schema, pointer);
        exact.set(holder, (exact.get(holder) ?? new Map()).set(key, String(text)));
      }
    }
  }
  return exact;
}

function placeOf(schema: object | boolean, pointer: string): [object, string] {
  const cut = pointer.lastIndexOf('/');
  const around = valueAt(schema, pointer.slice(0, cut));
  const key = pointer
    .slice(cut + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
  return [typeof around === 'object' && around !== null ? around : AROUND, key];
}
