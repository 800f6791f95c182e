import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LoggedEvent, runFiles } from 'rowmill/engine';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../rowmill/src/testing/folder.ts';
import { describeMoto } from '../../../rowmill/src/testing/moto.ts';
import { all, SHOP, useClientWorld, wanted, watcher } from './testing/client-world.ts';

describeMoto('runs on AWS', () => {
  const world = useClientWorld();

  it('are started, followed, listed, shown and told of again', async () => {
    const { engine, store } = world();
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'schemas'));
    const schema = { type: 'object', properties: { email: { $ref: 'text.json' } } };
    writeFileSync(join(folder, 'schemas', 'user.json'), JSON.stringify(schema));
    writeFileSync(join(folder, 'schemas', 'text.json'), '{"type":"string"}');
    const request = { ...SHOP, validation: { schemas: { users: './schemas/user.json' } } };
    const { watch, events, stages } = watcher();
    const { record, error } = await engine.start(wanted(request, folder), watch);
    expect(error).toBeUndefined();
    expect(stages()).toEqual([
      'plan passed',
      'build passed',
      'validate passed',
      'provision skipped',
      'distribute skipped',
      'set up skipped',
      'test skipped',
      'clean up skipped',
      'report passed',
    ]);
    expect(events).toContainEqual(expect.objectContaining({ type: 'table', rows: 70_000 }));
    expect(record.sizing).toMatchObject({ partsPerShard: expect.any(Number) });

    expect(await engine.find('latest')).toBe(record.id);
    expect(await engine.list()).toMatchObject([
      {
        id: record.id,
        request: 'shop',
        status: 'passed',
        dataset: expect.stringMatching(/^shop-/),
      },
    ]);
    const shown = await engine.show(record.id);
    expect(shown).toMatchObject({ status: 'passed', execution: 1, waiting: [] });
    expect(shown.files.folder).toBe(store.place(`runs/${record.id}`));
    const build = shown.states.find(({ name }) => name === 'BuildShards');
    expect(build).toMatchObject({ status: 'passed', children: { succeeded: 1, total: 1 } });

    const histories = await all(engine.histories(record.id));
    expect(histories.map(({ execution }) => execution)).toEqual([record.id]);
    const logged: LoggedEvent[] = await all(engine.log(record.id).read());
    expect(logged.map(({ event }) => event)).toEqual(
      events.filter(({ type }) => type !== 'progress').slice(1),
    );

    const report = await engine.report(record, join(folder, 'report'));
    expect(report?.report).toMatchObject({ outcome: 'passed', runId: record.id });
    expect(readFileSync(report?.files.html ?? '', 'utf8')).toContain('shop');
    expect(JSON.parse(readFileSync(report?.files.json ?? '', 'utf8'))).toEqual(report?.report);

    const again = await engine.resume(record.id, watcher().watch);
    expect(again).toMatchObject({ record: { id: record.id }, error: undefined });
    await expect(engine.redrive(record.id, watcher().watch)).rejects.toThrow(/it passed/);
    await expect(engine.askToStop(record.id, 'why')).rejects.toThrow(/has ended/);
  });

  it('tell of a run whose execution was deleted by its files', async () => {
    const { engine, store, states } = world();
    const { record } = await engine.start(wanted({ ...SHOP, seed: 11 }), watcher().watch);
    await states.forgetExecutions();
    expect(await engine.status(record.id)).toBe('passed');
    expect(await engine.show(record.id)).toMatchObject({ status: 'passed', id: record.id });
    await store.delete(runFiles(record.id).report);
    const { error } = await engine.resume(record.id, watcher().watch);
    expect(error).toMatchObject({ name: 'ExecutionGoneError' });
    await engine.remove(record.id);
    await expect(engine.status(record.id)).rejects.toMatchObject({ name: 'UnknownRunError' });
  });
});
