import { describe, expect, it } from 'vitest';
import { findRequestFile } from './find-request-file.ts';
import { RequestFileError } from './request-file-error.ts';
import { requestFolder } from './testing/request-folder.ts';

describe('findRequestFile', () => {
  it('takes the first name that exists', async () => {
    const folder = await requestFolder({ 'rowmill.config.ts': '', 'rowmill.json': '' });
    expect(await findRequestFile(folder)).toBe(`${folder}/rowmill.json`);
  });

  it('passes over folders of that name', async () => {
    const folder = await requestFolder({ 'rowmill.yaml/x': '', 'rowmill.yml': '' });
    expect(await findRequestFile(folder)).toBe(`${folder}/rowmill.yml`);
  });

  it('keeps the file that it is given', async () => {
    expect(await findRequestFile('any/where.yaml')).toBe('any/where.yaml');
  });

  it('says what it looked for', async () => {
    const folder = await requestFolder({});
    const search = findRequestFile(folder);
    await expect(search).rejects.toThrow(RequestFileError);
    await expect(search).rejects.toThrow('looked for rowmill.yaml, rowmill.yml');
  });
});
