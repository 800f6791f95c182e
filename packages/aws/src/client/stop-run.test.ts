import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { openInbox, type RunWatch, readRunRecord } from 'rowmill/engine';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../rowmill/src/testing/folder.ts';
import { describeMoto } from '../../../rowmill/src/testing/moto.ts';
import { SHOP, untilWaiting, useClientWorld, wanted, watcher } from './testing/client-world.ts';

describeMoto('a run that is to end, or to go on', () => {
  const world = useClientWorld();

  it('are stopped by whoever has started them, with clean-up and report', async () => {
    const { engine } = world();
    const controller = new AbortController();
    const { watch, stages } = watcher(controller.signal);
    const emit: RunWatch['emit'] = (event) => {
      watch.emit(event);
      if (event.type === 'note') controller.abort(new Error('stopped by SIGINT'));
    };
    const input = { ...SHOP, seed: 8, test: { command: 'true' } };
    const { record, error } = await engine.start(wanted(input), { ...watch, emit });
    expect(error).toMatchObject({ failure: 'RunStoppedError', message: 'stopped by SIGINT' });
    expect(stages().at(-2)).toMatch(/^clean up /);
    expect(stages().at(-1)).toBe('report passed');
    expect(await engine.status(record.id)).toBe('stopped');
    expect((await engine.report(record, temporaryFolder()))?.report.outcome).toBe('stopped');
  });

  it('go on without whoever looks on', async () => {
    const { engine, store } = world();
    const id = await engine.launch(wanted({ ...SHOP, seed: 9 }));
    const controller = new AbortController();
    const { watch } = watcher(controller.signal);
    const looking = engine.resume(id, watch);
    controller.abort(new DOMException('stopped', 'AbortError'));
    await expect(looking).rejects.toThrow();
    expect((await engine.resume(id, watcher().watch)).error).toBeUndefined();
    expect((await openInbox(store, id).read()).stop).toBeUndefined();
  });

  it('are redriven by another execution, which finds what the first has made', async () => {
    const { engine, store } = world();
    const id = await engine.launch(wanted({ ...SHOP, seed: 10 }));
    expect(await engine.askToStop(id, 'stopped by rowmill runs cancel')).toBe(true);
    await expect(engine.redrive(id, watcher().watch)).rejects.toThrow(/has not ended/);
    await expect(engine.remove(id)).rejects.toThrow(/has not ended/);
    expect((await engine.resume(id, watcher().watch)).error).toMatchObject({
      failure: 'RunStoppedError',
    });
    expect((await engine.redrive(id, watcher().watch)).error).toBeUndefined();
    expect(await engine.show(id)).toMatchObject({ execution: 2, status: 'passed' });
    expect((await engine.list())[0]).toMatchObject({ id, executions: 2, status: 'passed' });
    expect(
      (await engine.report({ ...(await readRunRecord(store, id)) }, temporaryFolder()))?.report
        .stages,
    ).toContainEqual(expect.objectContaining({ name: 'build', status: 'passed' }));
  });

  it('clean up by another execution when somebody has ended theirs', async () => {
    const { engine, states } = world();
    const id = await engine.launch(wanted({ ...SHOP, seed: 12, test: { command: 'true' } }));
    await untilWaiting(engine, id);
    const executionArn = `${states.stateMachineArn.replace(':stateMachine:', ':execution:')}:${id}`;
    await new SFNClient({}).send(new StopExecutionCommand({ executionArn }));
    expect(await engine.status(id)).toBe('stopped');
    await expect(engine.remove(id)).rejects.toThrow(/has not cleaned up/);
    expect(await engine.askToStop(id, 'stopped by rowmill runs cancel')).toBe(false);
    const { watch, stages } = watcher();
    expect((await engine.resume(id, watch)).error).toMatchObject({ failure: 'RunStoppedError' });
    expect(stages()).toEqual(['plan stopped', 'clean up skipped', 'report passed']);
    await engine.remove(id);
  });

  it('wait for their tests, whose token takes one answer', async () => {
    const { engine } = world();
    const input = { ...SHOP, seed: 13, test: { command: 'true' } };
    const id = await engine.launch(wanted(input));
    const token = await untilWaiting(engine, id);
    expect(await engine.heartbeat(token)).toEqual({ isDriven: true });
    const output = { exitCode: 0, summary: 'they pass' };
    expect(await engine.answer({ outcome: 'succeeded', token, output })).toEqual({
      isDriven: true,
    });
    const late = engine.answer({ outcome: 'failed', token, error: 'Late', cause: '' });
    await expect(late).rejects.toMatchObject({ name: 'UnknownTokenError' });
    const { watch, stages } = watcher();
    expect((await engine.resume(id, watch)).error).toBeUndefined();
    expect(stages()).toContain('test passed');
  });

  it('stop while their tests go on', async () => {
    const { engine } = world();
    const id = await engine.launch(wanted({ ...SHOP, seed: 14, test: { command: 'true' } }));
    await untilWaiting(engine, id);
    expect(await engine.askToStop(id, 'enough')).toBe(true);
    const { watch, stages } = watcher();
    const { error } = await engine.resume(id, watch);
    expect(error).toMatchObject({ failure: 'RunStoppedError', message: 'enough' });
    expect(stages()).toContain('test stopped');
  });
});
