import { describe, expect, it } from 'vitest';
import { systemClock } from './system-clock.ts';
import { virtualClock } from './virtual-clock.ts';

/** Long enough for all that promises and jumps have to do. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
const never = new AbortController().signal;

describe('virtualClock', () => {
  it('jumps from timer to timer in their order, those of one time as they were set', async () => {
    const clock = virtualClock({ start: 100 });
    const told: string[] = [];
    const release = clock.hold();
    const tell = (name: string) => () => told.push(`${name} at ${clock.now()}`);
    clock.at(5000, tell('late'));
    clock.at(200, tell('first'));
    clock.at(200, tell('second'));
    clock.at(300, tell('called off'))();
    release();
    await settled();
    expect(told).toEqual(['first at 200', 'second at 200', 'late at 5000']);
  });

  it('stands still while something is under way', async () => {
    const clock = virtualClock();
    const release = clock.hold();
    let hasFired = false;
    clock.at(10, () => {
      hasFired = true;
    });
    await settled();
    expect([hasFired, clock.now()]).toEqual([false, 0]);
    release();
    release();
    await settled();
    expect([hasFired, clock.now()]).toEqual([true, 10]);
  });

  it('does not go back for a timer of the past', async () => {
    const clock = virtualClock({ start: 50 });
    clock.at(10, () => undefined);
    await settled();
    expect(clock.now()).toBe(50);
  });

  it('passes while handlers sleep, each as long as it wants', async () => {
    const clock = virtualClock();
    const told: number[] = [];
    const handler = async (milliseconds: number): Promise<void> => {
      const release = clock.hold();
      await clock.sleep(milliseconds, never);
      told.push(clock.now());
      release();
    };
    await Promise.all([handler(300), handler(20), handler(20_000_000)]);
    expect(told).toEqual([20, 300, 20_000_000]);
  });

  it('wakes who sleeps for ever when the signal aborts, and counts on', async () => {
    const clock = virtualClock();
    const controller = new AbortController();
    const release = clock.hold();
    const sleep = clock.sleep(Number.POSITIVE_INFINITY, controller.signal);
    clock.at(10, () => controller.abort(new Error('timed out')));
    await expect(sleep).rejects.toThrow('timed out');
    let hasFired = false;
    clock.at(20, () => {
      hasFired = true;
    });
    await settled();
    expect(hasFired).toBe(false);
    release();
    await settled();
    expect(hasFired).toBe(true);
  });
});

describe('systemClock', () => {
  it('never fires before its time', async () => {
    const clock = systemClock();
    const time = clock.now() + 20;
    await new Promise<void>((resolve) => clock.at(time, resolve));
    expect(clock.now()).toBeGreaterThanOrEqual(time);
  });

  it('waits for times that setTimeout cannot tell', async () => {
    const clock = systemClock();
    let hasFired = false;
    const callOff = clock.at(clock.now() + 2 ** 40, () => {
      hasFired = true;
    });
    await settled();
    callOff();
    expect(hasFired).toBe(false);
  });
});
