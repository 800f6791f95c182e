import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventQueue } from './event-queue.ts';

describe('createEventQueue', () => {
  it('gives times in order, whatever comes in between', () => {
    const steps = fc.array(fc.option(fc.double({ noNaN: true, min: 0, max: 1e6 })));
    fc.assert(
      fc.property(steps, (times) => {
        const queue = createEventQueue();
        let left: number[] = [];
        for (const time of times) {
          if (time !== null) {
            queue.add(time);
            left = [...left, time].sort((a, b) => a - b);
          } else if (left.length > 0) {
            expect(queue.take()).toBe(left[0]);
            left = left.slice(1);
          }
          expect(queue.size).toBe(left.length);
        }
      }),
    );
    expect(() => createEventQueue().take()).toThrow(RangeError);
  });
});
