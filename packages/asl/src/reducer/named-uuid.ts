import { createHash } from 'node:crypto';

/** A UUID of version 8 (RFC 9562) that follows from a text. */
export function namedUuid(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
