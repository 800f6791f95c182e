import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChildMark, indexMarks } from './index-marks.ts';

const marks: readonly ChildMark[] = ['none', 'succeeded', 'failed', 'aborted'];

describe('indexMarks', () => {
  it('is a map from indexes to marks', () => {
    const changes = fc.array(fc.tuple(fc.nat({ max: 500 }), fc.constantFrom(...marks)));
    fc.assert(
      fc.property(changes, (list) => {
        const told = indexMarks();
        const model = new Map<number, ChildMark>();
        for (const [index, mark] of list) {
          told.set(index, mark);
          model.set(index, mark);
        }
        for (let index = 0; index < 520; index++) {
          expect(told.get(index)).toBe(model.get(index) ?? 'none');
        }
        const failed = [...model].filter(([, mark]) => mark === 'failed').map(([index]) => index);
        expect([...told.having('failed')]).toEqual(failed.sort((a, b) => a - b));
      }),
    );
  });
});
