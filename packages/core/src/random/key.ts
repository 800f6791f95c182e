import { type Key, mix32 } from './mix.ts';

/** Keys depend on it: a change of the random source gives every dataset another identity. */
export const RANDOM_VERSION = 1;

const SEPARATOR = 0x1f;

/**
 * Key of one stream of draws.
 *
 * Two 32-bit lanes run over the UTF-16 code units of all parts, each unit mixed in by a bijection, so that
 * keys of different paths collide with a chance of 2^-64.
 *
 * @param seed integer from 0 to 2^53 - 1
 * @param path names from the outside in, e.g. `['users', 'email', 'domain']`
 */
export function deriveKey(seed: number, path: readonly string[]): Key {
  const low = seed | 0;
  const high = Math.floor(seed / 4294967296) | 0;
  let inner = mix32(low ^ 0x243f6a88);
  let outer = mix32(high ^ mix32(low ^ 0x13198a2e));
  inner = mix32(inner ^ high);
  const absorb = (unit: number): void => {
    inner = mix32((inner + unit) | 0);
    outer = mix32(outer ^ Math.imul(unit + 0x9e3779b9, 0x85ebca6b));
  };
  for (const part of path) {
    for (let i = 0; i < part.length; i++) absorb(part.charCodeAt(i));
    absorb(SEPARATOR);
  }
  return { inner, outer: mix32(outer ^ inner) };
}
