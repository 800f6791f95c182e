import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SecretError } from '../request/resolve-reference.ts';
import { openInbox } from '../runs/inbox.ts';
import { runFiles } from '../runs/run-files.ts';
import { writeEnvironment } from '../stages/environments-file.ts';
import { openRunDirectory } from '../stores/run-directory.ts';
import { askToStopRun, redriveRun, resumeRun } from './resume-run.ts';
import { summariseRun } from './run-view.ts';
import { openRunHarness } from './testing/run-harness.ts';

const REQUEST = {
  name: 'shop',
  tables: { users: { rows: 3, columns: { id: 'uuid' } } },
  environments: { qa: { targets: [{ kind: 'postgres', url: 'env:QA_URL' }] } },
};
const environment = { QA_URL: 'postgres://nobody@localhost:1/qa' };
/** A document that asks for nothing: what is looked up is looked up before it runs. */
const workflow = {
  QueryLanguage: 'JSONata',
  StartAt: 'End',
  States: { End: { Type: 'Fail', Error: 'E', Cause: 'c' } },
};

describe('a secret that cannot be had', () => {
  it('keeps a run from being created', async () => {
    const harness = openRunHarness();
    await expect(harness.start(REQUEST, { workflow })).rejects.toThrow(SecretError);
    expect(existsSync(join(harness.folder, '.rowmill'))).toBe(false);
  });

  it.each(['mysql', 'postgres'])('is looked up for sources of %s', async (kind) => {
    const harness = openRunHarness();
    const source = { kind, url: 'env:LIVE_URL', table: 'people' };
    const request = { name: 'shop', tables: { people: { source, columns: { id: 'keep' } } } };
    await expect(harness.start(request, { workflow })).rejects.toThrow(/LIVE_URL is not set/);
    expect(existsSync(join(harness.folder, '.rowmill'))).toBe(false);
  });

  it('leaves a run as it is: it can still be resumed, redriven and cancelled', async () => {
    const harness = openRunHarness();
    const { store } = harness;
    const able = harness.world({ environment });
    const { record } = await harness.start(REQUEST, { workflow, world: able });
    const { id } = record;
    await expect(redriveRun(id, harness.world())).rejects.toThrow(/QA_URL is not set/);
    expect(readdirSync(store.path(runFiles(id).journals))).toEqual(['1']);
    // One that has ended tells how; nothing is done that would need it.
    expect((await resumeRun(id, harness.world())).result.status).toBe('FAILED');

    // As if its process had been killed at once.
    rmSync(store.path(runFiles(id).journals), { recursive: true });
    await expect(resumeRun(id, harness.world())).rejects.toThrow(/QA_URL is not set/);
    const files = openRunDirectory(store, `runs/${id}`);
    const made = { name: 'qa', lease: 'l', servers: [], isProvisioned: false, targets: [] };
    await writeEnvironment(files, made);
    const cancel = { store, environment: {}, reason: 'enough' };
    await expect(askToStopRun(id, cancel)).rejects.toThrow(/QA_URL is not set/);
    expect(await openInbox(store, id).read()).toEqual({ answers: [], heartbeats: [] });
    expect((await summariseRun(store, id)).status).toBe('interrupted');
    expect((await resumeRun(id, able)).result.status).toBe('FAILED');
  });

  it('is not missed by the end of a run that has made nothing with it', async () => {
    const harness = openRunHarness();
    const { store } = harness;
    const able = harness.world({ environment });
    const { record } = await harness.start(REQUEST, { workflow, world: able });
    rmSync(store.path(runFiles(record.id).journals), { recursive: true });
    expect(await askToStopRun(record.id, { store, environment: {}, reason: 'enough' })).toBe(false);
    await resumeRun(record.id, harness.world());
    expect((await summariseRun(store, record.id)).status).toBe('failed');
  });
});
