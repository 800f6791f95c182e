import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import type { RunReport } from '../reports/run-report.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { buildRun } from './testing/build-run.ts';
import { openHarness } from './testing/task-harness.ts';

const REQUEST = {
  name: 'checked',
  tables: {
    users: {
      rows: 50,
      columns: { id: 'sequence', plan: { generator: 'constant', value: 'free' } },
    },
  },
  validation: {
    expectations: [{ expect: 'valuesAreUnique', table: 'users', columns: ['plan'] }],
  },
};

/** The store of a machine that writes files in a folder of its own before they are objects. */
const onMachine = (store: ObjectStore, folder: string): ObjectStore => ({
  ...store,
  localPath: (key) => join(folder, key),
  async publish(key) {
    await mkdir(dirname(store.localPath(key)), { recursive: true });
    await rename(join(folder, key), store.localPath(key));
    return true;
  },
});

it('names the lists of failing rows beside it, wherever they were made', async () => {
  const harness = openHarness(1);
  const { store, directory } = harness;
  await harness.addRun('run', REQUEST);
  await buildRun(harness, harness.process(), 'run');
  const machine = (name: string) =>
    harness.process({ store: onMachine(store, join(directory, name)) });
  await machine('one').call('rowmill-validate-dataset', 'run');
  await machine('two').call('rowmill-report', 'run', { failure: null });
  const report = JSON.parse(String(await store.get('runs/run/report.json'))) as RunReport;
  const files = report.checks.flatMap(({ failuresFile }) => failuresFile ?? []);
  expect(files).toEqual([expect.stringMatching(/^failures\/\d+-users-valuesAreUnique\.ndjson$/)]);
  expect(existsSync(join(store.localPath('runs/run'), files[0] ?? ''))).toBe(true);
});
