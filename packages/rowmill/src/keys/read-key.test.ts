import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { parseMaskKey } from '@rowmill/core/engine';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/folder.ts';
import { describeMoto, useMoto } from '../testing/moto.ts';
import { callAws } from './aws-call.ts';
import { keyProvider, readKey } from './read-key.ts';

const CANARY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const KEY = `hex:${CANARY}`;
const ID = parseMaskKey(KEY).id;

const world = (environment: Record<string, string> = {}) => ({
  environment,
  baseDirectory: temporaryFolder(),
});

/** Everything that an error shows, which must not be the key. */
async function failureOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Error);
  const shown = inspect(error, { depth: 9 });
  expect(shown).not.toContain(CANARY.slice(0, 12));
  return String(error);
}

describe('a key by reference', () => {
  it('comes from a variable or a file, and is that of the purpose', async () => {
    const place = world({ K: KEY });
    writeFileSync(join(place.baseDirectory, 'key'), `${KEY}\n`);
    const key = await readKey({ key: 'env:K' }, place);
    expect(key?.id).toBe(ID);
    const same = await readKey({ key: 'file:key' }, place);
    const other = await readKey({ key: 'file:key', purpose: 'tests' }, place);
    expect(same?.digest('u')('v')).toEqual(key?.digest('u')('v'));
    expect(other?.digest('u')('v')).not.toEqual(key?.digest('u')('v'));
    expect(inspect([key, other], { depth: 9, showHidden: true })).not.toContain(CANARY);
    expect(await readKey({}, place)).toBeUndefined();
  });

  it.each([
    [{ key: 'env:MISSING' }, 'SecretError: env:MISSING: the variable MISSING is not set'],
    [{ key: 'env:EMPTY' }, 'is empty'],
    [{ key: 'file:nowhere' }, 'cannot be read (ENOENT)'],
    [{ key: 'aws-kms:env:BLOB' }, 'not Base64'],
    [{ key: 'env:SHORT' }, 'MaskKeyError: masking key: 8 bytes are too few'],
    [{ key: KEY }, 'is no reference'],
  ])('tells why %j cannot be had, and nothing of the key', async (masking, problem) => {
    const place = world({ EMPTY: '', BLOB: '!', SHORT: `hex:${CANARY.slice(0, 16)}` });
    expect(await failureOf(readKey(masking, place))).toContain(problem);
  });
});

describe('the end of a key', () => {
  it('overwrites and removes a file', async () => {
    const place = world();
    const file = join(place.baseDirectory, 'key');
    writeFileSync(file, KEY);
    const { outcome, evidence } = await keyProvider('file:key').destroy('file:key', place);
    expect([outcome, existsSync(file)]).toEqual(['destroyed', false]);
    expect(evidence).toContain('backups');
    expect(await failureOf(keyProvider('file:key').destroy('file:key', place))).toContain('ENOENT');
  });

  it('of a variable is not ours to make', async () => {
    const failure = await failureOf(keyProvider('env:K').destroy('env:K', world({ K: KEY })));
    expect(failure).toContain('remove the key where it is set');
  });
});

describeMoto('keys of AWS', () => {
  const moto = useMoto();
  const place = () => world({ ...moto().environment });
  const call = (service: 'kms' | 'secretsmanager', operation: string, input: object) =>
    callAws(
      {
        name: service,
        target: service === 'kms' ? 'TrentService' : service,
        endpointVariable: 'NONE',
      },
      operation,
      { ...input },
      { reference: 'test', environment: moto().environment },
    );

  it('are read from Secrets Manager, by version as well, and removed there', async () => {
    const older = `hex:${'11'.repeat(32)}`;
    await call('secretsmanager', 'CreateSecret', { Name: 'rowmill/key', SecretString: older });
    await call('secretsmanager', 'PutSecretValue', { SecretId: 'rowmill/key', SecretString: KEY });
    const reference = 'aws-secrets:rowmill/key';
    expect((await readKey({ key: reference }, place()))?.id).toBe(ID);
    const previous = await readKey({ key: reference, keyVersion: 'AWSPREVIOUS' }, place());
    expect(previous?.id).toBe(parseMaskKey(older).id);
    const { outcome, evidence } = await keyProvider(reference).destroy(reference, place());
    expect(outcome).toBe('scheduled');
    expect(evidence).toMatch(/removes arn:aws:.*rowmill\/key.* on 20\d\d-/);
    expect(await failureOf(readKey({ key: reference }, place()))).toMatch(/refused GetSecretValue/);
  });

  it('are decrypted by KMS, and end with the key of KMS', async () => {
    const created = await call('kms', 'CreateKey', {});
    const { KeyId } = created.KeyMetadata as { KeyId: string };
    const plain = Buffer.from(CANARY, 'hex').toString('base64');
    const { CiphertextBlob } = await call('kms', 'Encrypt', { KeyId, Plaintext: plain });
    const at = place();
    writeFileSync(join(at.baseDirectory, 'key.blob'), `${String(CiphertextBlob)}\n`);
    const reference = 'aws-kms:file:key.blob';
    expect((await readKey({ key: reference }, at))?.id).toBe(ID);
    expect(readFileSync(join(at.baseDirectory, 'key.blob'), 'utf8')).not.toContain(CANARY);
    const { outcome, evidence } = await keyProvider(reference).destroy(reference, at);
    expect(outcome).toBe('scheduled');
    expect(evidence).toContain(KeyId);
  });

  it('that are not there are named, and nothing else', async () => {
    const failure = await failureOf(readKey({ key: 'aws-secrets:nothing' }, place()));
    expect(failure).toBe(
      'SecretError: aws-secrets:nothing: secretsmanager of AWS refused GetSecretValue: ResourceNotFoundException',
    );
    const nowhere = { ...place().environment, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
    expect(await failureOf(readKey({ key: 'aws-secrets:x' }, world(nowhere)))).toContain(
      'cannot be reached',
    );
  });
});
