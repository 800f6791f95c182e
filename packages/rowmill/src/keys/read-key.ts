import {
  createMaskKey,
  type MaskingRequest,
  type MaskKey,
  parseMaskKey,
} from '@rowmill/core/engine';
import { SecretError } from '../request/resolve-reference.ts';
import { awsKmsKey } from './aws-kms-key.ts';
import { awsSecretsKey } from './aws-secrets-key.ts';
import { envKey } from './env-key.ts';
import { fileKey } from './file-key.ts';
import type { KeyProvider, KeyWorld } from './key-provider.ts';

const PROVIDERS: readonly KeyProvider[] = [envKey, fileKey, awsSecretsKey, awsKmsKey];

/** Who keeps the key that a reference names. @throws SecretError for a reference that nobody reads */
export function keyProvider(reference: string): KeyProvider {
  const found = PROVIDERS.find(({ prefix }) => reference.startsWith(prefix));
  if (found !== undefined) return found;
  throw new SecretError(
    'masking.key',
    `is no reference - write ${PROVIDERS.map(({ prefix }) => `${prefix}…`).join(', ')}`,
  );
}

/**
 * The key that a request masks by, of its purpose; undefined where it names none.
 *
 * @throws SecretError when it cannot be had; MaskKeyError when it is too short or malformed. Neither holds the key.
 */
export async function readKey(
  { key: reference, keyVersion, purpose }: MaskingRequest,
  world: KeyWorld,
): Promise<MaskKey | undefined> {
  if (reference === undefined) return undefined;
  const secret = await keyProvider(reference).read(reference, world, keyVersion);
  const key = typeof secret === 'string' ? parseMaskKey(secret) : createMaskKey(secret);
  return key.scoped({ purpose });
}
