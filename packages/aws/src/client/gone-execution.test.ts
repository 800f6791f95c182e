import { expect, it } from 'vitest';
import { exitCodeOfError } from '../../../rowmill/src/cli/exit-codes.ts';
import { describeMoto } from '../../../rowmill/src/testing/moto.ts';
import { SHOP, untilWaiting, useClientWorld, wanted, watcher } from './testing/client-world.ts';

const TESTED = { ...SHOP, test: { command: 'true' } };

describeMoto('an execution that somebody deletes', () => {
  const world = useClientWorld();

  async function launchWaiting(seed: number): Promise<string> {
    const { engine } = world();
    const id = await engine.launch(wanted({ ...TESTED, seed }));
    await untilWaiting(engine, id);
    return id;
  }

  it('ends the look at it, and its run is cleaned up by another one', async () => {
    const { engine, states } = world();
    const id = await launchWaiting(31);
    const { watch, events } = watcher();
    const followed = engine.resume(id, watch);
    await expect.poll(() => events.length).toBeGreaterThan(5);
    await states.forgetExecutions();
    const { error } = await followed;
    expect(error).toMatchObject({ name: 'ExecutionGoneError', run: id });
    expect(String(error)).toContain(`rowmill runs cancel ${id} --engine aws`);
    expect(exitCodeOfError(error)).toBe(3);

    expect(await engine.status(id)).toBe('failed');
    expect((await engine.list())[0]).toMatchObject({ id, status: 'failed' });
    expect(await engine.show(id)).toMatchObject({
      status: 'failed',
      failure: { Error: 'ExecutionGoneError', Cause: expect.stringContaining('was deleted') },
      waiting: [],
    });

    expect(await engine.askToStop(id, 'stopped by rowmill runs cancel')).toBe(false);
    const cleaned = watcher();
    expect((await engine.resume(id, cleaned.watch)).error).toMatchObject({
      failure: 'RunStoppedError',
    });
    expect(cleaned.stages().at(-1)).toBe('report passed');
    await engine.remove(id);
  });

  it('does not keep its run from being run again, or removed', async () => {
    const { engine, states } = world();
    const id = await launchWaiting(32);
    await states.forgetExecutions();
    const again = engine.redrive(id, watcher().watch);
    const token = await untilWaiting(engine, id);
    await engine.answer({ outcome: 'succeeded', token, output: { exitCode: 0, summary: 'fine' } });
    expect((await again).error).toBeUndefined();
    expect(await engine.show(id)).toMatchObject({ status: 'passed', execution: 2 });
    await states.forgetExecutions();
    await expect(engine.askToStop(id, 'why')).rejects.toMatchObject({ name: 'RunStatusError' });
    await engine.remove(id);
    expect(await engine.list()).not.toContainEqual(expect.objectContaining({ id }));
  });

  it.each([
    ['GetExecutionHistory', 'ExecutionDoesNotExist'],
    ['DescribeMapRun', 'ResourceNotFound'],
  ])('between two requests is no error of %s', async (action, type) => {
    const { engine, states } = world();
    const id = await launchWaiting(33);
    states.refuse(action, { type, times: 1 });
    expect(await engine.show(id)).toMatchObject({ id, status: 'running' });
    await engine.askToStop(id, 'enough');
    await engine.resume(id, watcher().watch);
  });
});

describeMoto('functions that Lambda has no room for', () => {
  const world = useClientWorld();

  it('fail the run once all tries are used up, and say what to do', {
    timeout: 90_000,
  }, async () => {
    const { engine, refuse } = world();
    refuse('PlanFunctionArn', 'Lambda.TooManyRequestsException');
    const { record, error } = await engine.start(wanted({ ...SHOP, seed: 34 }), watcher().watch);
    expect(error).toMatchObject({ failure: 'Lambda.TooManyRequestsException' });
    expect(String(error)).toMatch(/Rate Exceeded.*: Lambda had no room .* Service Quotas/);
    expect(exitCodeOfError(error)).toBe(3);
    expect(await engine.status(record.id)).toBe('failed');
  });
});
