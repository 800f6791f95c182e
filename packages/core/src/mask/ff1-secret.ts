import type { MaskKey } from './mask-key.ts';

/** What FF1 encrypts by, for one use in the domain of a column. */
export interface Ff1Secret {
  /** 32 bytes: AES-256. */
  readonly key: Uint8Array;
  /** 16 bytes, others in every domain: equal numerals of two domains have nothing to do with each other. */
  readonly tweak: Uint8Array;
}

const TWEAK_BYTES = 16;

/** Follows from the masking key, which is of the purpose and the domain of the column. */
export function ff1Secret(key: MaskKey, use: string): Ff1Secret {
  const digest = key.digest(use);
  return {
    key: Uint8Array.from(digest('key')),
    tweak: Uint8Array.from(digest('tweak').subarray(0, TWEAK_BYTES)),
  };
}
