import { Escapes } from './batch.ts';

const SPACE = 32;

/** Class of each byte; bytes above 127 belong to none. */
const CLASS_OF_BYTE = ((): Uint8Array => {
  const classes = new Uint8Array(256);
  classes.fill(Escapes.control, 0, SPACE);
  for (const character of ',;|') classes[character.charCodeAt(0)] = Escapes.delimiter;
  classes['"'.charCodeAt(0)] = Escapes.quote;
  classes['\\'.charCodeAt(0)] = Escapes.backslash;
  classes["'".charCodeAt(0)] = Escapes.apostrophe;
  return classes;
})();

const FORMULA_STARTS = new Set([...'=+-@'].map((character) => character.charCodeAt(0)));

/** Classes of characters in one text: a sum of {@link Escapes}. */
export function escapesOfBytes(bytes: Uint8Array, from: number, length: number): number {
  if (length === 0) return Escapes.empty;
  let classes = 0;
  for (let k = from; k < from + length; k++) classes |= CLASS_OF_BYTE[bytes[k] as number] as number;
  const first = bytes[from] as number;
  if (first === SPACE || bytes[from + length - 1] === SPACE) classes |= Escapes.delimiter;
  if (FORMULA_STARTS.has(first)) classes |= Escapes.formula;
  return classes;
}

/** Classes of characters in a string; for literals and options. */
export function escapesOf(text: string): number {
  const bytes = new TextEncoder().encode(text);
  return escapesOfBytes(bytes, 0, bytes.length);
}
