import { resolveReference, SecretError } from '../request/resolve-reference.ts';
import { type AwsService, callAws } from './aws-call.ts';
import type { KeyProvider, KeyWorld } from './key-provider.ts';

const SERVICE: AwsService = {
  name: 'kms',
  target: 'TrentService',
  endpointVariable: 'AWS_ENDPOINT_URL_KMS',
};

/** What AWS waits at least before it removes a key. */
const WINDOW_DAYS = 7;

/** A key that AWS KMS has encrypted: `aws-kms:file:key.blob` or `aws-kms:env:NAME`, with the ciphertext in Base64. */
export const awsKmsKey: KeyProvider = {
  prefix: 'aws-kms:',
  async read(reference, world) {
    const { Plaintext: plain } = await decrypt(reference, world);
    if (typeof plain !== 'string') throw new SecretError(reference, 'KMS gave no key');
    return Buffer.from(plain, 'base64');
  },
  async destroy(reference, world) {
    // The ARN; a key is scheduled by its id.
    const { KeyId: id } = await decrypt(reference, world);
    const answer = await callAws(
      SERVICE,
      'ScheduleKeyDeletion',
      { KeyId: String(id).split('/').at(-1), PendingWindowInDays: WINDOW_DAYS },
      { reference, environment: world.environment },
    );
    const at = typeof answer.DeletionDate === 'number' ? answer.DeletionDate * 1000 : Date.now();
    return {
      outcome: 'scheduled',
      evidence: `AWS KMS removes ${String(id)}, without which the ciphertext tells nothing, on ${new Date(at).toISOString()}`,
    };
  },
};

/** The answer has the bytes of the key, and the name of the one that it was encrypted by. */
async function decrypt(
  reference: string,
  world: KeyWorld,
): Promise<Readonly<Record<string, unknown>>> {
  const text = await resolveReference(reference.slice('aws-kms:'.length), world);
  const blob = text.replace(/\s+/g, '');
  if (!/^[\d+/A-Za-z]+={0,2}$/.test(blob))
    throw new SecretError(reference, 'what KMS shall decrypt is not Base64');
  return callAws(
    SERVICE,
    'Decrypt',
    { CiphertextBlob: blob },
    { reference, environment: world.environment },
  );
}
