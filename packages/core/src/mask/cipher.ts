import {
  createCipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomFillSync,
  scryptSync,
} from 'node:crypto';

/** Maps a text to 32 bytes that nobody without the key can foretell. */
export type KeyedDigest = (value: string) => Uint8Array;

const KEY_BYTES = 32;

/**
 * Digest for one purpose: HMAC-SHA-256 under a sub-key of `key` that belongs to `domain` alone, so that
 * what one purpose shows says nothing of another.
 *
 * The text is hashed as UTF-8, exactly as it is: normalise before.
 *
 * Source: RFC 2104 (HMAC), RFC 5869 (HKDF: extract with an empty salt, expand with `rowmill/mask/v1/<domain>`).
 */
export function createKeyedDigest(key: Uint8Array, domain: string): KeyedDigest {
  const secret = createSecretKey(deriveSubKey(key, domain));
  return (value) => createHmac('sha256', secret).update(value, 'utf8').digest();
}

/** The key that belongs to one purpose alone. */
export function deriveSubKey(key: Uint8Array, domain: string): Uint8Array {
  const info = `rowmill/mask/v1/${domain}`;
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), info, KEY_BYTES));
}

/**
 * Makes a key of a passphrase, slowly on purpose: a guess costs as much as the real thing.
 *
 * The salt is fixed, because the same passphrase has to give the same masks on every machine.
 *
 * Source: RFC 7914 (scrypt) with N = 2^14, r = 8, p = 1: 16 MiB and about 50 ms.
 */
export function stretchPassphrase(passphrase: string): Uint8Array {
  return scryptSync(passphrase.normalize('NFC'), 'rowmill/mask/v1/passphrase', KEY_BYTES, {
    N: 2 ** 14,
    r: 8,
    p: 1,
  });
}

/** Encrypts blocks of 16 bytes, each by itself. The result is a copy. */
export type BlockCipher = (blocks: Uint8Array) => Uint8Array;

/**
 * AES of whole columns: one call encrypts a block of every row, which costs a hundredth of one call per row.
 *
 * @param key 16, 24 or 32 bytes
 * @throws RangeError for a key of another length
 */
export function createBlockCipher(key: Uint8Array): BlockCipher {
  if (![16, 24, 32].includes(key.length))
    throw new RangeError(`AES takes a key of 16, 24 or 32 bytes, not of ${key.length}`);
  // Blocks do not depend on one another in this mode: what chains them is up to the caller.
  const cipher = createCipheriv(`aes-${8 * key.length}-ecb`, key, null).setAutoPadding(false);
  return (blocks) => cipher.update(blocks);
}

/** Random bytes of the system, fit for keys (SP 800-90A). */
export function randomBytes(count: number): Uint8Array {
  return randomFillSync(new Uint8Array(count));
}

/** The last block of a message under AES in CBC mode, without an initial vector. The message is a multiple of 16 bytes. */
export function lastBlockOfCbc(key: Uint8Array, message: Uint8Array): Uint8Array {
  const cipher = createCipheriv(`aes-${8 * key.length}-cbc`, key, new Uint8Array(16));
  return cipher.setAutoPadding(false).update(message).subarray(-16);
}
