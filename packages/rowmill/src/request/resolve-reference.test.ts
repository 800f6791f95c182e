import { describe, expect, it } from 'vitest';
import { resolveReference, SecretError } from './resolve-reference.ts';
import { requestFolder } from './testing/request-folder.ts';

const options = { environment: { URL: 'postgres://x', EMPTY: '' }, baseDirectory: '/nowhere' };

describe('resolveReference', () => {
  it('reads variables, and files without their last line end', async () => {
    const baseDirectory = await requestFolder({ 'secrets/key': 'abc \r\n' });
    expect(await resolveReference('env:URL', options)).toBe('postgres://x');
    expect(await resolveReference('file:secrets/key', { ...options, baseDirectory })).toBe('abc ');
    expect(await resolveReference(`file:${baseDirectory}/secrets/key`, options)).toBe('abc ');
  });

  it('leaves any other text alone', async () => {
    expect(await resolveReference('postgres://host/env:x', options)).toBe('postgres://host/env:x');
  });

  it.each([
    ['env:GONE', 'env:GONE: the variable GONE is not set - set it before the run'],
    ['env:EMPTY', 'env:EMPTY: the variable EMPTY is empty - set it before the run'],
    ['env:toString', 'env:toString: the variable toString is not set - set it before the run'],
    ['file:key', 'file:key: /nowhere/key cannot be read (ENOENT)'],
  ])('refuses %s', async (reference, message) => {
    await expect(resolveReference(reference, options)).rejects.toThrow(
      expect.objectContaining({ name: 'SecretError', reference, message }),
    );
    expect(new SecretError(reference, 'x').name).toBe('SecretError');
  });

  it('refuses an empty file', async () => {
    const baseDirectory = await requestFolder({ key: '\n' });
    const resolved = resolveReference('file:key', { ...options, baseDirectory });
    await expect(resolved).rejects.toThrow('is empty');
  });
});
