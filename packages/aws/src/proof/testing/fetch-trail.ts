import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectStore } from 'rowmill/engine';
import { temporaryFolder } from '../../../../rowmill/src/testing/folder.ts';

/** What docs/aws.md says how to fetch: the trail as a folder, and the compliance report beside it. */
export async function fetchTrail(store: ObjectStore, run: string): Promise<string> {
  const folder = temporaryFolder();
  const start = `runs/${run}/audit/`;
  mkdirSync(join(folder, 'checkpoints'));
  for (const { key } of await store.list(start)) {
    const name = key.slice(start.length);
    writeFileSync(join(folder, name), await store.get(key));
    if (name.endsWith('.json')) appendFileSync(join(folder, 'log.ndjson'), await store.get(key));
  }
  for (const name of ['compliance.json', 'compliance.sig'])
    writeFileSync(join(folder, name), await store.get(`runs/${run}/${name}`));
  return folder;
}
