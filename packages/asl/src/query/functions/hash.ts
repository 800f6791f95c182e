import { createHash } from 'node:crypto';

const ALGORITHMS: readonly string[] = ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];

/** Digest of a text in UTF-8, as lower-case hexadecimal. */
export function hash(text?: string, algorithm?: string): string | undefined {
  if (text === undefined || algorithm === undefined) {
    return undefined;
  }
  if (!ALGORITHMS.includes(algorithm)) {
    throw { message: `Unknown hash algorithm '${algorithm}': use one of ${ALGORITHMS.join(', ')}` };
  }
  return createHash(algorithm.replace('-', '')).update(text).digest('hex');
}
