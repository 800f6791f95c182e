import { SchemaError, type SchemaFault } from './schema-error.ts';
import type { PlacedSchema } from './schema-parts.ts';
import { joinPointer } from './schema-pointers.ts';

/** From the oldest to the newest. */
const DRAFTS = {
  'draft-07': 'http://json-schema.org/draft-07/schema#',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
} as const;

export type Draft = keyof typeof DRAFTS;

const NAMES = Object.keys(DRAFTS) as readonly Draft[];

/** Many schemas write the URI with another scheme, or leave out its `#`. */
const plain = (uri: string): string => uri.replace(/^https?:|#$/g, '');

/**
 * The draft that a schema names; undefined when it names none.
 *
 * @throws {@link SchemaError} when it names another one
 */
export function draftOf(schema: unknown, origin: string): Draft | undefined {
  const declared: unknown =
    typeof schema === 'object' && schema !== null ? Reflect.get(schema, '$schema') : undefined;
  if (declared === undefined) return undefined;
  const found = NAMES.find((draft) => plain(DRAFTS[draft]) === plain(String(declared)));
  if (found !== undefined) return found;
  const known = NAMES.toReversed().map((draft) => JSON.stringify(DRAFTS[draft]));
  throw new SchemaError(origin, [
    {
      pointer: '/$schema',
      message: `draft ${JSON.stringify(declared)} is not known - use ${known.join(', ')}`,
    },
  ]);
}

/** The draft by whose rules a set of schemas is read: the newest has all keywords of the older ones but two. */
export function newestOf(drafts: readonly Draft[]): Draft {
  return NAMES.findLast((draft) => drafts.includes(draft)) ?? '2020-12';
}

/** The schema with its draft spelt the one way that Ajv knows. */
export function withDraft(schema: object | boolean, draft: Draft | undefined): object | boolean {
  if (typeof schema === 'boolean' || draft === undefined) return schema;
  return { ...schema, $schema: DRAFTS[draft] };
}

/**
 * What a schema of an older draft says that 2020-12 reads in another way: a list of `items`, and what follows it.
 *
 * @param own the draft of the schema, which stands beside others of `newest`
 */
export function mixedDraftFaults(
  { schema, pointer }: PlacedSchema,
  { own, newest }: { readonly own: Draft; readonly newest: Draft },
): SchemaFault[] {
  if (typeof schema === 'boolean' || newest !== '2020-12' || own === '2020-12') return [];
  const message = `means something else in 2020-12, which another schema of this set is written in, than in ${own} - write "prefixItems" and "items", and name 2020-12`;
  const faults: SchemaFault[] = [];
  if (Array.isArray(Reflect.get(schema, 'items'))) {
    faults.push({
      pointer: joinPointer(pointer, 'items'),
      message: `a list of "items" ${message}`,
    });
  }
  if (Object.hasOwn(schema, 'additionalItems')) {
    const at = joinPointer(pointer, 'additionalItems');
    faults.push({ pointer: at, message: `"additionalItems" ${message}` });
  }
  return faults;
}
