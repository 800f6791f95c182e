import { describe, expect, it } from 'vitest';
import { AbortedError, createControl, openControl } from './control.ts';

describe('control', () => {
  it('hands every shard to one worker', () => {
    const first = createControl();
    const second = openControl(first.buffer);
    expect([first.claim(), second.claim(), first.claim(), second.claim()]).toEqual([0, 1, 2, 3]);
  });

  it('lets shards follow each other without a gap', () => {
    const control = createControl();
    expect(control.beginTurn(0)).toBe(0);
    control.endTurn(0, 150);
    expect(openControl(control.buffer).beginTurn(1)).toBe(150);
    control.endTurn(1, 160);
    expect(control.beginTurn(2)).toBe(160);
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
    expect(() => control.beginTurn(5)).toThrow(AbortedError);
  });
});
