import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomFillSync,
  scryptSync,
  timingSafeEqual,
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

/** A text that only who has the key can read, or change without being noticed. */
export interface Seal {
  /** @param salt {@link SALT_BYTES} random bytes, where the seal takes any */
  seal(text: string, salt: Uint8Array): Uint8Array;
  /** Undefined for bytes that were sealed by another key, or changed. */
  open(sealed: Uint8Array): string | undefined;
}

/** Bytes of the nonce of GCM; more than 2^32 random ones under one key are too many (SP 800-38D section 8.3). */
export const SALT_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM: nonce, encrypted text, tag. Equal texts look different each time.
 *
 * Source: NIST SP 800-38D.
 *
 * @param key 32 bytes
 * @param about what the text belongs to: it is not sealed, but has to be the same to open it
 */
export function createRandomSeal(key: Uint8Array, about = ''): Seal {
  const associated = Buffer.from(about);
  return {
    seal(text, salt) {
      const cipher = createCipheriv('aes-256-gcm', key, salt).setAAD(associated);
      const sealed = [cipher.update(text, 'utf8'), cipher.final()];
      return new Uint8Array(Buffer.concat([salt, ...sealed, cipher.getAuthTag()]));
    },
    open(sealed) {
      if (sealed.length < SALT_BYTES + TAG_BYTES) return undefined;
      const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, SALT_BYTES));
      cipher.setAAD(associated).setAuthTag(sealed.subarray(-TAG_BYTES));
      const text = cipher.update(sealed.subarray(SALT_BYTES, -TAG_BYTES));
      try {
        return Buffer.concat([text, cipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

/**
 * Deterministic encryption: 16 bytes of the HMAC-SHA-256 of the text, and the text under AES-256 in counter mode that
 * begins with them. Equal texts look equal, and nothing else shows but their length.
 *
 * Source: Rogaway and Shrimpton, "Deterministic authenticated encryption", 2006 (SIV), as in RFC 5297 but with HMAC.
 *
 * @param keys 32 bytes each
 */
export function createSyntheticSeal(keys: {
  readonly mac: Uint8Array;
  readonly encryption: Uint8Array;
}): Seal {
  const vectorOf = (text: string | Uint8Array): Buffer =>
    createHmac('sha256', keys.mac).update(text).digest().subarray(0, TAG_BYTES);
  return {
    seal(text) {
      const vector = vectorOf(text);
      const cipher = createCipheriv('aes-256-ctr', keys.encryption, vector);
      return new Uint8Array(Buffer.concat([vector, cipher.update(text, 'utf8')]));
    },
    open(sealed) {
      if (sealed.length < TAG_BYTES) return undefined;
      const vector = sealed.subarray(0, TAG_BYTES);
      const cipher = createDecipheriv('aes-256-ctr', keys.encryption, vector);
      const text = cipher.update(sealed.subarray(TAG_BYTES));
      return timingSafeEqual(vectorOf(text), vector) ? text.toString('utf8') : undefined;
    },
  };
}
