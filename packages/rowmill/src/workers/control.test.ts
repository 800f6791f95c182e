import { describe, expect, it } from 'vitest';
import { AbortedError, createControl, openControl } from './control.ts';

describe('control', () => {
  it('hands every shard to one worker', () => {
    const first = createControl();
    const second = openControl(first.buffer);
    expect([first.claim(), second.claim(), first.claim(), second.claim()]).toEqual([0, 1, 2, 3]);
  });

  it('gives file space in the order of shards, a shard of several batches included', () => {
    const control = createControl();
    expect(control.takeSpace(0, 100, false)).toBe(0);
    expect(control.takeSpace(0, 50, true)).toBe(100);
    expect(control.takeSpace(1, 10, true)).toBe(150);
    expect(control.takeSpace(2, 1, true)).toBe(160);
  });

  it('adds up progress beyond 32 bits', () => {
    const control = createControl();
    openControl(control.buffer).addProgress(3, 2 ** 40);
    control.addProgress(4, 1);
    expect(control.progress()).toEqual({ rows: 7, bytes: 2 ** 40 + 1 });
  });

  it('lets nobody wait for a worker that failed', () => {
    const control = createControl();
    openControl(control.buffer).abort();
    expect(() => control.takeSpace(5, 1, true)).toThrow(AbortedError);
  });
});
