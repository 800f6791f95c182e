/** What travels between states. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Bytes of a value as JSON in UTF-8: the measure of AWS's limits. */
export function byteLength(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}
