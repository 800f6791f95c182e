import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { MANIFEST_VERSION, type StoredTable } from '../stores/manifest.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { comparePlaces } from './compare-places.ts';
import { datasetPlace } from './dataset-place.ts';
import { openPlace } from './open-places.ts';

const empty: StoredTable = {
  name: 'users',
  origin: 'generated',
  shape: {
    name: 'users',
    columns: [{ name: 'id', type: { kind: 'integer' }, nullable: false }],
    key: ['id'],
    unique: [],
    references: [],
  },
  rows: 0,
  bytes: 0,
  jsonBytes: 0,
  digest: '0'.repeat(16),
  seconds: 0,
  parts: [],
  schema: undefined,
  masking: [],
  maskKeyId: undefined,
};

it('has tables without rows, which places have too', async () => {
  const folder = temporaryFolder();
  const manifest = {
    version: MANIFEST_VERSION,
    datasetId: 'd'.repeat(64),
    tables: [empty],
  } as const;
  const dataset = datasetPlace(createDirectoryStore(folder), manifest);
  const verify = async (csv: string) => {
    writeFileSync(join(folder, 'users.csv'), csv);
    const places = [dataset, await openPlace('lake', folder)];
    return (await comparePlaces(places, { show: () => () => null })).tables;
  };
  expect(await verify('id\n')).toMatchObject([
    { name: 'users', equal: true, cells: [{ rows: 0 }, {}] },
  ]);
  expect(await verify('id\n1\n')).toMatchObject([
    { equal: false, differences: [{ message: 'dataset has 0 rows, lake has 1' }] },
  ]);
});
