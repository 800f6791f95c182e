import { RowmillError } from '../errors.ts';
import type { Memory } from '../kernels/memory.ts';
import { createKeyedDigest, deriveSubKey, type KeyedDigest, stretchPassphrase } from './cipher.ts';
import { type ColumnDigest, createColumnDigest } from './column-digest.ts';
import { type ColumnHmac, openColumnHmac } from './column-hmac.ts';
import { type ColumnPrf, openColumnPrf } from './column-prf.ts';
import { createTextPrf, type TextPrf } from './text-prf.ts';

/** Shortest key that is accepted, in bytes (hex, base64) or characters (passphrase). */
const SHORTEST_KEY = 16;

/** The masking key is missing, too short or not what its prefix says. The message never holds the key. */
export class MaskKeyError extends RowmillError {
  override readonly name = 'MaskKeyError';
}

/** What a key is used for: keys of two scopes know nothing of one another's masks. */
export interface MaskKeyScope {
  /** What the data are masked for. */
  readonly purpose?: string | undefined;
  /** Columns that share their masks, e.g. `customer.email`. */
  readonly domain?: string | undefined;
}

/** The secret that fixes every mask. It can be used, but neither printed nor serialised. */
export interface MaskKey {
  /** Eight hexadecimal digits that tell keys apart in reports; they say nothing of the key. */
  readonly id: string;
  /** The digest for one use; uses do not know each other's values. */
  digest(use: string): KeyedDigest;
  /** The same function, for the values of a column at once. */
  digests(use: string): ColumnDigest;
  /** The function of `digest` over texts that lie in a memory; see `COLUMN_HMAC_SIZE` for the room that it takes. */
  columnHmac(use: string, memory: Memory): ColumnHmac;
  /** Another keyed function, of 16 bytes and for many values at once by far the quickest. */
  prf(use: string): TextPrf;
  /** The function of `prf` over texts that lie in a memory; see `COLUMN_PRF_SIZE` for the room that it takes. */
  columnPrf(use: string, memory: Memory): ColumnPrf;
  /** The key of a purpose, or of a domain of it; its id stays. What is not given stays as it is. */
  scoped(scope: MaskKeyScope): MaskKey;
}

/**
 * Reads a masking key: `hex:<at least 32 digits>`, `base64:<at least 16 bytes>` (either alphabet, padding
 * optional), or a passphrase of at least 16 characters.
 *
 * @throws {@link MaskKeyError} when it is too short or malformed.
 */
export function parseMaskKey(text: string): MaskKey {
  return createMaskKey(readKeyBytes(text.trim()));
}

/**
 * Makes a masking key of its bytes.
 *
 * @throws {@link MaskKeyError} when there are fewer than 16.
 */
export function createMaskKey(bytes: Uint8Array): MaskKey {
  if (bytes.length < SHORTEST_KEY) {
    throw new MaskKeyError(
      `masking key: ${bytes.length} bytes are too few - use at least ${SHORTEST_KEY} random bytes, e.g. "hex:" and the output of: openssl rand -hex 32`,
    );
  }
  const secret = Uint8Array.from(bytes);
  return scopedKey(secret, toHex(createKeyedDigest(secret, 'key-id')('')).slice(0, 8), {});
}

/** What makes a key again in another thread of this process. For a message between threads, and nothing else. */
export interface ThreadKey {
  readonly secret: Uint8Array;
  readonly scope: MaskKeyScope;
}

/** Kept apart from the keys themselves, which nobody can look into. */
const secrets = new WeakMap<MaskKey, ThreadKey>();

/** @throws RangeError for what is no key of {@link createMaskKey}. */
export function keyForThread(key: MaskKey): ThreadKey {
  const found = secrets.get(key);
  if (found === undefined) throw new RangeError('this masking key is of another maker');
  return found;
}

/** The key in the thread that it was sent to. */
export function keyOfThread({ secret, scope }: ThreadKey): MaskKey {
  return createMaskKey(secret).scoped(scope);
}

function scopedKey(secret: Uint8Array, id: string, scope: MaskKeyScope): MaskKey {
  const within = (use: string): string => scopePrefix(scope) + use;
  const key: MaskKey = {
    id,
    digest: (use) => createKeyedDigest(secret, within(use)),
    digests: (use) =>
      createColumnDigest(deriveSubKey(secret, within(use)), createKeyedDigest(secret, within(use))),
    columnHmac: (use, memory) => openColumnHmac(memory, deriveSubKey(secret, within(use))),
    prf: (use) => createTextPrf(deriveSubKey(secret, within(`${use}/prf`))),
    columnPrf: (use, memory) => openColumnPrf(memory, deriveSubKey(secret, within(`${use}/prf`))),
    scoped: ({ purpose = scope.purpose, domain = scope.domain }) =>
      scopedKey(secret, id, { purpose, domain }),
  };
  secrets.set(key, { secret, scope });
  return key;
}

/**
 * `<purpose>/<domain>/`, in front of the use. Neither name holds a slash and both begin with a letter (the request sees
 * to it), so no scope can pass for a use. Nothing where there is no scope: masks of requests without one are as they
 * always were.
 */
function scopePrefix({ purpose = '', domain = '' }: MaskKeyScope): string {
  return purpose === '' && domain === '' ? '' : `${purpose}/${domain}/`;
}

function readKeyBytes(text: string): Uint8Array {
  if (text.startsWith('hex:')) return readHex(text.slice('hex:'.length));
  if (text.startsWith('base64:')) return readBase64(text.slice('base64:'.length));
  const characters = Array.from(text).length;
  if (characters < SHORTEST_KEY) {
    throw new MaskKeyError(
      `masking key: a passphrase of ${characters} characters is too short - use at least ${SHORTEST_KEY}, or "hex:" and the output of: openssl rand -hex 32`,
    );
  }
  return stretchPassphrase(text);
}

function readHex(digits: string): Uint8Array {
  if (!/^(?:[\da-f]{2})+$/i.test(digits)) {
    throw new MaskKeyError(
      'masking key: what follows "hex:" is not an even number of hexadecimal digits - write two digits per byte, without spaces',
    );
  }
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function readBase64(digits: string): Uint8Array {
  const standard = digits
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/={1,2}$/, '');
  if (!/^[\d+/a-z]+$/i.test(standard) || standard.length % 4 === 1) {
    throw new MaskKeyError(
      'masking key: what follows "base64:" is not base64 - write it without spaces or line breaks',
    );
  }
  return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
