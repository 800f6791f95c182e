import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/folder.ts';
import { planRun, type RunTable } from './plan-run.ts';
import { storedTable } from './stored-table.ts';

const environment = { MASK_KEY: `hex:${'07'.repeat(32)}` };

/** What the manifest tells of the key of a masked table. */
async function keyInManifest(key: unknown) {
  const directory = temporaryFolder();
  writeFileSync(join(directory, 'people.csv'), 'email\nann@mail.example\n');
  const request = parseRequest(
    {
      name: 'masked',
      masking: { key },
      tables: {
        people: {
          source: { kind: 'csv', path: 'people.csv' },
          columns: { email: { mask: 'hash.hmac' } },
        },
      },
    },
    { definitions: REQUEST_DEFINITIONS },
  );
  const plan = await planRun({ request, imports: {} }, { directory, environment });
  const built = { parts: [], masking: [], proof: undefined };
  const table = plan.tables[0] as RunTable;
  const stored = storedTable(table, built, { plan, seconds: 0, hasSchema: false });
  return { id: stored.maskKeyId, version: stored.maskKeyVersion, dataset: plan.datasetId };
}

it('tells the version of the key beside its id, and another version is another dataset', async () => {
  const one = await keyInManifest({ ref: 'env:MASK_KEY', version: 1 });
  const two = await keyInManifest({ ref: 'env:MASK_KEY', version: 2 });
  expect([one.version, two.version]).toEqual(['1', '2']);
  expect(two.id).toBe(one.id);
  expect(two.dataset).not.toBe(one.dataset);
  expect(await keyInManifest('env:MASK_KEY')).toMatchObject({ id: one.id, version: undefined });
});
