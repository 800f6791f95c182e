import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { expect, it } from 'vitest';
import { loadRequest } from '../request/load-request.ts';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { readRunRequest, writeRunRequest } from './request-record.ts';
import { runFiles } from './run-files.ts';

const REQUEST = `name: shop
tables:
  people:
    source: { kind: postgres, url: 'postgres://me:s3cret@db:5432/live', table: people }
    columns: { id: keep, name: keep }
  users:
    rows: 10
    columns: { id: uuid }
environments:
  qa:
    targets:
      - { kind: postgres, url: 'env:QA_URL' }
      - { kind: postgres, url: 'postgres://me:\${PASSWORD}@qa/x' }
`;
const environment = { PASSWORD: 'hush:@hush' };

async function loaded(folder: string) {
  const file = join(folder, 'rowmill.yaml');
  writeFileSync(file, REQUEST);
  const { request, imports } = await loadRequest(file, {
    environment,
    definitions: REQUEST_DEFINITIONS,
  });
  return { file, directory: folder, resolved: { request, imports } };
}

it('gives back the request, without ever writing a password', async () => {
  const folder = temporaryFolder();
  const store = createDirectoryStore(join(folder, 'store'));
  const run = await loaded(folder);
  await writeRunRequest(store, 'r1', run);
  const written = String(await store.get(runFiles('r1').request));
  expect(written).not.toMatch(/s3cret|hush/);
  expect(written).toContain('env:QA_URL');
  expect(await readRunRequest(store, 'r1', environment)).toEqual(run);
});

it('asks for a reference when the password cannot be found again', async () => {
  const folder = temporaryFolder();
  const store = createDirectoryStore(join(folder, 'store'));
  const run = await loaded(folder);
  await writeRunRequest(store, 'r1', run);
  writeFileSync(run.file, REQUEST.replace('@db:5432', '@elsewhere'));
  await expect(readRunRequest(store, 'r1', environment)).rejects.toThrow(
    /tables\.people\.source\.url: its password was not kept.*env:NAME/,
  );
});

it('needs the request file for nothing else', async () => {
  const store = createDirectoryStore(temporaryFolder());
  const request = parseRequest(
    { name: 'plain', tables: { t: { rows: 1, columns: { id: 'uuid' } } } },
    { definitions: REQUEST_DEFINITIONS },
  );
  const inner = { request, imports: {} };
  const resolved = { request, imports: { other: { ...inner, locate: () => undefined } } };
  await writeRunRequest(store, 'r1', { file: '/gone', directory: '/', resolved });
  expect((await readRunRequest(store, 'r1', {})).resolved).toEqual({
    request,
    imports: { other: inner },
  });
});
