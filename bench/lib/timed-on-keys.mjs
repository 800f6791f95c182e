import { makeKeys } from './keys.mjs';

/**
 * A subject that counts distinct keys. Making the keys is not timed.
 *
 * @param count gets the keys as makeKeys makes them, which it has to leave as they are; answers the digest.
 */
export function timedOnKeys(name, count) {
  let words = new Uint32Array();
  return {
    name,
    units: { keys: 10_000_000 },
    async run({ units }) {
      if (words.length !== 2 * units) words = makeKeys(units);
      const start = performance.now();
      const digest = await count(words);
      return { value: (performance.now() - start) / 1000, digest };
    },
  };
}
