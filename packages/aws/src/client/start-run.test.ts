import { runFiles } from 'rowmill/engine';
import { expect, it } from 'vitest';
import { exitCodeOfError } from '../../../rowmill/src/cli/exit-codes.ts';
import { describeMoto } from '../../../rowmill/src/testing/moto.ts';
import { executionsFolder } from '../deployment.ts';
import { openAwsEngine } from './aws-engine.ts';
import { planOnAws } from './plan-on-aws.ts';
import { ENGINE_OPTIONS, SHOP, useClientWorld, wanted, watcher } from './testing/client-world.ts';

describeMoto('a run that cannot begin', () => {
  const world = useClientWorld();

  it.each([
    ['a quota', { type: 'ExecutionLimitExceeded' }, 'AwsQuotaError', /Service Quotas/],
    ['throttling', { type: 'ThrottlingException' }, 'AwsServiceError', /slow down/],
    ['a permission', { type: 'AccessDeniedException' }, 'AwsAccessError', /states:StartExecution/],
    ['a key', { type: 'KmsAccessDeniedException' }, 'AwsAccessError', /docs\/access\.md/],
    ['a key that is off', { type: 'KmsInvalidStateException' }, 'AwsServiceError', /enable it/],
    ['an expired token', { type: 'ExpiredTokenException' }, 'AwsCredentialsError', /sign in again/],
    ['a lost machine', { type: 'StateMachineDoesNotExist' }, 'AwsServiceError', /rowmill deploy/],
    ['a fault of AWS', { type: 'InternalFailure', status: 500 }, 'AwsServiceError', /try again/],
  ])('are refused by %s, and leave nothing', async (_, refusal, name, advice) => {
    const { engine, states, store } = world();
    const before = await store.list('runs/');
    states.refuse('StartExecution', { ...refusal, times: 5 });
    const error = await engine.launch(wanted({ ...SHOP, seed: 16 })).catch((thrown) => thrown);
    expect(error).toMatchObject({ name, message: expect.stringMatching(/^deployment proof in /) });
    expect(error.message).toMatch(advice);
    expect(exitCodeOfError(error)).toBe(3);
    expect(await store.list('runs/')).toEqual(before);
  });

  it('have begun where AWS took them and its answer got lost', async () => {
    const { engine, states } = world();
    states.refuse('StartExecution', {
      type: 'InternalFailure',
      status: 500,
      times: 5,
      isDone: true,
    });
    const id = await engine.launch(wanted({ ...SHOP, seed: 17 }));
    expect((await engine.resume(id, watcher().watch)).error).toBeUndefined();
  });

  it('stay where nobody can tell whether they have begun', async () => {
    const { engine, states } = world();
    for (const action of ['StartExecution', 'DescribeExecution'])
      states.refuse(action, { type: 'InternalFailure', status: 500, times: 5 });
    const error = await engine.launch(wanted({ ...SHOP, seed: 18 })).catch((thrown) => thrown);
    const id = await engine.find('latest');
    expect(error).toMatchObject({ name: 'AwsServiceError', code: 'InternalFailure' });
    expect(error.message).toContain(`whether run ${id} has begun is not known - look: `);
    expect(await engine.status(id)).toBe('interrupted');
    expect((await engine.resume(id, watcher().watch)).error).toBeUndefined();
  });

  it('are refused before their start by a budget, their size, and what is on this machine', async () => {
    const { engine, store, states } = world();
    const [before, asked] = [await store.list(''), states.asked.length];
    const thrifty = openAwsEngine({ ...ENGINE_OPTIONS, budgetUsd: 0.000001 });
    const broken = await thrifty.launch(wanted(SHOP)).catch((thrown) => thrown);
    expect(broken).toMatchObject({ name: 'BudgetExceededError' });
    expect(exitCodeOfError(broken)).toBe(4);
    const targets = [{ kind: 'directory', path: 'lake', format: 'csv' }];
    const local = engine.launch(wanted({ ...SHOP, environments: { qa: { targets } } }));
    await expect(local).rejects.toMatchObject({ name: 'RequestError' });
    const sentence = { note: { generator: 'text.sentence' } };
    const huge = wanted({ ...SHOP, tables: { huge: { rows: 1e12, columns: sentence } } });
    const large = await engine.launch(huge).catch((thrown) => thrown);
    expect(large).toMatchObject({
      name: 'RunDoesNotFitError',
      message: expect.stringMatching(/^deployment proof in .*--scale.*:\n- huge: a shard /),
    });
    expect(exitCodeOfError(large)).toBe(2);
    const { notes } = await planOnAws(huge.request, ENGINE_OPTIONS);
    expect(notes).toContainEqual(expect.stringMatching(/^does not fit: huge: a shard /));
    expect([await store.list(''), states.asked.length]).toEqual([before, asked]);
  });

  it('need a deployment', async () => {
    const other = openAwsEngine({ ...ENGINE_OPTIONS, deployment: 'other' });
    await expect(other.list()).rejects.toMatchObject({ name: 'DeploymentNotFoundError' });
  });

  it('begin later when their command was killed before they did', async () => {
    const { engine, store, states } = world();
    const id = await engine.launch(wanted({ ...SHOP, seed: 15 }));
    await engine.resume(id, watcher().watch);
    await states.forgetExecutions();
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
