import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runReference } from '../runs/run-files.ts';
import { redriveRun } from './resume-run.ts';
import { openRunView } from './run-view.ts';
import { openRunHarness, type RunHarness } from './testing/run-harness.ts';

const ROWS = 'id,email\n1,ann@example.com\n2,bob@example.com\n';
/** It breaks the key of the table. */
const REPEATED = '2,bob@example.org\n';

const REQUEST = {
  name: 'masked',
  masking: { key: 'env:MASK_KEY' },
  tables: {
    people: {
      source: { kind: 'csv', path: 'people.csv' },
      key: 'id',
      columns: { id: { mask: 'keep' }, email: { mask: 'fake.email' } },
    },
    visits: { rows: 10, columns: { id: 'sequence' } },
  },
};

function openMaskedHarness(): RunHarness & { readonly file: string } {
  const harness = openRunHarness();
  const file = join(harness.folder, 'people.csv');
  writeFileSync(file, ROWS);
  const environment = { MASK_KEY: `hex:${'07'.repeat(32)}` };
  return { ...harness, file, world: (changes) => harness.world({ environment, ...changes }) };
}

/** States of an execution in their order, and who was called for each child of its first map. */
async function courseOf({ store }: RunHarness, run: string) {
  const view = await openRunView(store, run);
  const states = view.history.events.flatMap(({ type, details }) =>
    type.endsWith('StateEntered') ? [String(details?.value.name)] : [],
  );
  const [mapRun] = view.history.mapRuns;
  const children = [0, 1].map((index) => view.childHistory(`${mapRun?.mapRun}/${index}`));
  const called = (await Promise.all(children)).map(({ events }) =>
    JSON.stringify(events)
      .match(/rowmill-(build-shard|mask-table)/)
      ?.at(1),
  );
  return { states, called };
}

describe('a run that masks', () => {
  it('describes its sources before it plans, and masks by a function of its own', async () => {
    const harness = openMaskedHarness();
    const { error, record } = await harness.start(REQUEST, { world: harness.world() });
    expect(error).toBeUndefined();
    const { states, called } = await courseOf(harness, record.id);
    expect(states.slice(0, 5)).toEqual([
      ...['HasSources', 'DescribeSources', 'Plan', 'IsStored', 'BuildShards'],
    ]);
    expect(called.toSorted()).toEqual(['build-shard', 'mask-table']);
    const plain = await harness.start({ name: 'plain', tables: { t: REQUEST.tables.visits } });
    expect((await openRunView(harness.store, plain.record.id)).history.events).not.toContainEqual(
      expect.objectContaining({ details: expect.objectContaining({ name: 'DescribeSources' }) }),
    );
  });

  it('describes them anew for another execution, and refuses those that have changed', async () => {
    const harness = openMaskedHarness();
    appendFileSync(harness.file, REPEATED);
    const { error, record } = await harness.start(REQUEST, { world: harness.world() });
    expect(error).toMatchObject({ failure: 'QualityGateError' });
    const key = `${runReference(record.id).prefix}/sources.json`;
    const found = String(await harness.store.get(key));
    const again = await redriveRun(record.id, harness.world());
    expect(again.error).toMatchObject({ failure: 'QualityGateError' });
    expect(String(await harness.store.get(key))).toBe(found);
    writeFileSync(harness.file, ROWS);
    const changed = await redriveRun(record.id, harness.world());
    expect(changed.error).toMatchObject({
      name: 'PlanChangedError',
      message: expect.stringMatching(/planned for dataset masked-.* run again$/),
    });
    rmSync(harness.file);
    const gone = await redriveRun(record.id, harness.world());
    expect(gone.error).toMatchObject({ name: 'SourceError' });
  });
});
