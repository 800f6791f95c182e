import { runFiles } from 'rowmill/engine';
import { expect, it } from 'vitest';
import { describeMoto } from '../../../rowmill/src/testing/moto.ts';
import { executionsFolder } from '../deployment.ts';
import { openAwsEngine } from './aws-engine.ts';
import { ENGINE_OPTIONS, SHOP, useClientWorld, wanted, watcher } from './testing/client-world.ts';

describeMoto('a run that cannot begin', () => {
  const world = useClientWorld();

  it.each([
    ['a quota', { type: 'ExecutionLimitExceeded' }, 'AwsQuotaError'],
    ['a permission', { type: 'AccessDeniedException' }, 'AwsAccessError'],
    ['an expired token', { type: 'ExpiredTokenException' }, 'AwsCredentialsError'],
    ['a fault of AWS', { type: 'InternalFailure', status: 500 }, 'AwsServiceError'],
  ])('are refused by %s, and leave nothing', async (_, refusal, name) => {
    const { engine, states } = world();
    const before = await engine.list();
    states.refuse('StartExecution', { ...refusal, times: 5 });
    await expect(engine.launch(wanted({ ...SHOP, seed: 16 }))).rejects.toMatchObject({ name });
    expect(await engine.list()).toEqual(before);
  });

  it('are refused before their start by a budget, and by what is on this machine', async () => {
    const { engine } = world();
    const thrifty = openAwsEngine({ ...ENGINE_OPTIONS, budgetUsd: 0.000001 });
    await expect(thrifty.launch(wanted(SHOP))).rejects.toMatchObject({
      name: 'BudgetExceededError',
    });
    const targets = [{ kind: 'directory', path: 'lake', format: 'csv' }];
    const local = engine.launch(wanted({ ...SHOP, environments: { qa: { targets } } }));
    await expect(local).rejects.toMatchObject({ name: 'RequestError' });
  });

  it('need a deployment', async () => {
    const other = openAwsEngine({ ...ENGINE_OPTIONS, deployment: 'other' });
    await expect(other.list()).rejects.toMatchObject({ name: 'DeploymentNotFoundError' });
  });

  it('begin later when their command was killed before they did', async () => {
    const { engine, store, states } = world();
    const id = await engine.launch(wanted({ ...SHOP, seed: 15 }));
    await engine.resume(id, watcher().watch);
    states.forgetExecutions();
    await store.delete(runFiles(id).report);
    const key = `${executionsFolder(id)}/1.json`;
    const record = JSON.parse(String(await store.get(key)));
    await store.put(key, JSON.stringify({ ...record, isBegun: false }));
    expect(await engine.status(id)).toBe('interrupted');
    expect((await engine.list())[0]).toMatchObject({ id, status: 'interrupted' });
    expect((await engine.resume(id, watcher().watch)).error).toBeUndefined();
    expect(await engine.status(id)).toBe('passed');
  });
});
