import { createHmac } from 'node:crypto';
import type { ShowKey } from '../parity/differing-rows.ts';

/** Shows `#` and 12 hexadecimal digits for a value: equal where values are, and of no use without the secret. */
export function createKeyTokens(secret: Uint8Array): ShowKey {
  return (value) =>
    value === null
      ? null
      : `#${createHmac('sha256', secret).update(value).digest('hex').slice(0, 12)}`;
}
