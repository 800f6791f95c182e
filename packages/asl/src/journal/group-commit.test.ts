import { describe, expect, it } from 'vitest';
import { createGroupCommit } from './group-commit.ts';

const named = (name: string) => (startsBatch: boolean) => (startsBatch ? `(${name}` : name);

describe(createGroupCommit, () => {
  it('writes at once what comes while it writes, and tells where batches begin', async () => {
    const written: string[] = [];
    const commit = createGroupCommit(async (text) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      written.push(text);
    });
    const first = Promise.all(['a', 'b'].map((name) => commit.add(named(name))));
    await new Promise((resolve) => setTimeout(resolve, 1));
    const second = Promise.all(['c', 'd', 'e'].map((name) => commit.add(named(name))));
    await first;
    expect(written).toEqual(['(ab']);
    await second;
    expect(written).toEqual(['(ab', '(cde']);
  });

  it('writes nothing after a failure, and fails whoever waits', async () => {
    const written: string[] = [];
    const commit = createGroupCommit(async (text) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (text.includes('bad')) throw new Error('disk full');
      written.push(text);
    });
    const results = [commit.add(named('good'))];
    await new Promise((resolve) => setTimeout(resolve, 1));
    results.push(commit.add(named('bad')));
    await results[0];
    await new Promise((resolve) => setTimeout(resolve, 1));
    results.push(commit.add(named('waits')));
    const settled = await Promise.allSettled(results);
    await commit.idle();
    settled.push(...(await Promise.allSettled([commit.add(named('late'))])));
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
    ]);
    expect(written).toEqual(['(good']);
  });

  it('is idle when nothing waits', async () => {
    let count = 0;
    const commit = createGroupCommit(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      count += 1;
    });
    await commit.idle();
    void commit.add(named('a'));
    await commit.idle();
    expect(count).toBe(1);
    await commit.add(named('b'));
    expect(count).toBe(2);
  });
});
