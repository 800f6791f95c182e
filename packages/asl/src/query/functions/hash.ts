import { createHash } from 'node:crypto';
import { doesNotMatchSignature, refuseSurplus, unusableValue } from './argument-errors.ts';

/** In the order in which the service lists them. */
const ALGORITHMS: readonly string[] = ['SHA-1', 'SHA-384', 'SHA-256', 'SHA-512', 'MD5'];

/**
 * `$hash(text, algorithm)`: digest of a text in UTF-8, as lower-case hexadecimal. Nothing without an algorithm.
 *
 * @throws T0410 for arguments that are no strings, D3137 for an algorithm that does not exist
 */
export function hash(text: unknown, algorithm: unknown, surplus?: unknown): string | undefined {
  refuseSurplus(surplus, 3);
  if (typeof text !== 'string') {
    throw doesNotMatchSignature(1);
  }
  if (algorithm === undefined) {
    return undefined;
  }
  if (typeof algorithm !== 'string') {
    throw doesNotMatchSignature(2);
  }
  if (!ALGORITHMS.includes(algorithm)) {
    throw unusableValue(`Hash algorithm '${algorithm}' must be one of ${ALGORITHMS.join(', ')}`);
  }
  return createHash(algorithm.replace('-', '')).update(text).digest('hex');
}
