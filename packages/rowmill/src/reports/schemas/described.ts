import { z } from 'zod';

type OptionalKeys<Value> = {
  [Key in keyof Value]-?: object extends Pick<Value, Key> ? Key : never;
}[keyof Value];

/** A schema for every member that a type has, and for no other: a type and its schema cannot drift apart. */
type Members<Value> = {
  readonly [Key in keyof Value]-?: Key extends OptionalKeys<Value>
    ? z.ZodExactOptional<z.ZodType<Exclude<Value[Key], undefined>>>
    : z.ZodType<Value[Key]>;
};

/** The schema of an object, with what it is in one sentence. */
export function members<Value extends object>(
  about: string,
  shape: Members<Value>,
): z.ZodType<Value> {
  return z.object(shape).describe(about) as unknown as z.ZodType<Value>;
}

/** A member that need not be there. */
export const maybe = <Value>(schema: z.ZodType<Value>): z.ZodExactOptional<z.ZodType<Value>> =>
  z.exactOptional(schema);

export const text = (about: string): z.ZodType<string> => z.string().describe(about);

/** Any finite number. */
export const figure = (about: string): z.ZodType<number> => z.number().describe(about);

/** A whole number from 0. */
export const count = (about: string): z.ZodType<number> =>
  z.number().int().nonnegative().describe(about);

/** 0 to 1. */
export const share = (about: string): z.ZodType<number> => z.number().min(0).max(1).describe(about);

export const flag = (about: string): z.ZodType<boolean> => z.boolean().describe(about);

export const list = <Item>(about: string, item: z.ZodType<Item>): z.ZodType<readonly Item[]> =>
  z.array(item).describe(about);

export const mapOf = <Item>(
  about: string,
  item: z.ZodType<Item>,
): z.ZodType<Readonly<Record<string, Item>>> => z.record(z.string(), item).describe(about);
