import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inBatches } from './batches.ts';

describe('inBatches', () => {
  const groups = fc.array(fc.array(fc.nat(), { maxLength: 20 }), { maxLength: 10 });
  const size = fc.integer({ min: 1, max: 9 });

  async function* give<Row>(
    lists: readonly (readonly Row[])[],
    problem?: Error,
  ): AsyncGenerator<readonly Row[]> {
    yield* lists;
    if (problem) throw problem;
  }

  it('keeps every row in order; all batches but the last are full', async () => {
    await fc.assert(
      fc.asyncProperty(groups, size, async (lists, most) => {
        const batches: (readonly number[])[] = [];
        for await (const batch of inBatches(give(lists), most)) batches.push(batch);
        expect(batches.flat()).toEqual(lists.flat());
        expect(batches.slice(0, -1).every((batch) => batch.length === most)).toBe(true);
        expect(batches.every((batch) => batch.length > 0 && batch.length <= most)).toBe(true);
      }),
    );
  });

  it('gives the rows before an error, then the error', async () => {
    await fc.assert(
      fc.asyncProperty(groups, size, async (lists, most) => {
        const problem = new Error('broken');
        const rows: number[] = [];
        const read = async (): Promise<void> => {
          for await (const batch of inBatches(give(lists, problem), most)) rows.push(...batch);
        };
        await expect(read()).rejects.toBe(problem);
        expect(rows).toEqual(lists.flat());
      }),
    );
  });

  it('lets go of the groups when nobody wants more', async () => {
    let isClosed = false;
    async function* endless(): AsyncGenerator<readonly number[]> {
      try {
        for (;;) yield [1, 2, 3];
      } finally {
        isClosed = true;
      }
    }
    for await (const batch of inBatches(endless(), 2)) {
      expect(batch).toEqual([1, 2]);
      break;
    }
    expect(isClosed).toBe(true);
  });

  it('takes groups of any length', async () => {
    const rows = Array.from({ length: 300_000 }, (_, row) => row);
    let count = 0;
    for await (const batch of inBatches(give([rows]), 8192)) count += batch.length;
    expect(count).toBe(300_000);
  });
});
