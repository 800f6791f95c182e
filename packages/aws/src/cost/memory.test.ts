import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ONE_CPU_MB, solveMemory } from './memory.ts';

/** vCPUs and price follow the memory: seconds and GB-seconds of a piece of work of one second of one vCPU. */
function costOf(memoryMb: number, threads: number): { seconds: number; gigabyteSeconds: number } {
  const seconds = 1 / Math.min(threads, memoryMb / ONE_CPU_MB);
  return { seconds, gigabyteSeconds: (seconds * memoryMb) / 1024 };
}

describe('solveMemory', () => {
  it('is no slower than any other memory, and costs no more than any that is as fast', () => {
    const needs = fc.record({
      memoryMb: fc.integer({ min: 128, max: 10_240 }),
      threads: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(needs, fc.integer({ min: 128, max: 10_240 }), (need, otherMb) => {
        const memoryMb = solveMemory(need);
        expect(memoryMb).toBeGreaterThanOrEqual(need.memoryMb);
        expect(memoryMb).toBeLessThanOrEqual(10_240);
        if (otherMb < need.memoryMb) return;
        const [ours, theirs] = [memoryMb, otherMb].map((mb) => costOf(mb, need.threads));
        expect(ours?.seconds).toBeLessThanOrEqual((theirs?.seconds ?? 0) + 1e-9);
        if (theirs?.seconds === ours?.seconds)
          expect(ours?.gigabyteSeconds).toBeLessThanOrEqual((theirs?.gigabyteSeconds ?? 0) + 1e-3);
      }),
    );
  });
});
