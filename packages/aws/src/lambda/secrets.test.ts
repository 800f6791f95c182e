import {
  CreateSecretCommand,
  DeleteSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { SecretError } from 'rowmill/engine';
import { expect, test } from 'vitest';
import { describeMoto, useMoto } from '../../../rowmill/src/testing/moto.ts';
import { openSecrets } from './secrets.ts';

describeMoto('secrets of a deployment', () => {
  const moto = useMoto();
  const client = () => new SecretsManagerClient(moto().client);
  const put = async (id: string, value: string): Promise<void> => {
    await client().send(new CreateSecretCommand({ Name: id, SecretString: value }));
  };
  const ofTargets = (name: string) => ({ name, class: 'targets' as const });

  test('are those of their class, under their names', async () => {
    await put('rowmill/a/targets/URL', 'of targets');
    await put('rowmill/a/sources/URL', 'of sources');
    const read = openSecrets({ prefix: 'rowmill/a', client: client() });
    expect((await read([ofTargets('URL')])).environment).toEqual({ URL: 'of targets' });
  });

  test('are read anew after some minutes', async () => {
    await put('rowmill/b/targets/URL', 'first');
    let now = 0;
    const read = openSecrets({ prefix: 'rowmill/b', client: client(), now: () => now });
    const urlNow = async () => (await read([ofTargets('URL')])).environment.URL;
    expect(await urlNow()).toBe('first');
    await client().send(
      new PutSecretValueCommand({ SecretId: 'rowmill/b/targets/URL', SecretString: 'second' }),
    );
    now = 299_000;
    expect(await urlNow()).toBe('first');
    now = 301_000;
    expect(await urlNow()).toBe('second');
  });

  test('that are missing fail nobody but who needs them, and are found once they are there', async () => {
    const read = openSecrets({ prefix: 'rowmill/c', client: client() });
    const { environment, explain } = await read([ofTargets('URL')]);
    expect(environment).toEqual({});
    const error = explain(new SecretError('env:URL', 'the variable URL is not set'));
    expect(error).toMatchObject({
      name: 'SecretError',
      message: expect.stringContaining('rowmill/c/targets/URL'),
    });
    const other = new SecretError('env:OTHER', 'is not set');
    expect(explain(other)).toBe(other);
    await put('rowmill/c/targets/URL', 'now');
    expect((await read([ofTargets('URL')])).environment).toEqual({ URL: 'now' });
  });

  test('that are marked for deletion are told of', async () => {
    await put('rowmill/d/targets/URL', 'gone');
    await client().send(new DeleteSecretCommand({ SecretId: 'rowmill/d/targets/URL' }));
    const { explain } = await openSecrets({ prefix: 'rowmill/d', client: client() })([
      ofTargets('URL'),
    ]);
    expect(explain(new SecretError('env:URL', 'x'))).toMatchObject({
      message: expect.stringContaining('restore'),
    });
  });

  test('that AWS does not answer for fail the call: they are there, perhaps', async () => {
    const { credentials, region } = moto().client;
    const away = new SecretsManagerClient({
      credentials,
      region,
      endpoint: 'http://127.0.0.1:1',
      maxAttempts: 1,
    });
    const read = openSecrets({ prefix: 'rowmill/e', client: away });
    await expect(read([ofTargets('URL')])).rejects.toThrow(/ECONNREFUSED/);
  });
});
