import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateRun } from './estimate.ts';
import { pricesOf } from './prices.ts';
import { MODEL, usersOf, workloadOf, workloads } from './testing/workloads.ts';

const PRICES = pricesOf('us-east-1');
const SIZING = { partsPerShard: 4, buildConcurrency: 100, deliveryConcurrency: 8 };
const estimate = (workload = workloadOf(usersOf(10_000_000)), prices = PRICES, sizing = SIZING) =>
  estimateRun({ workload, model: MODEL, sizing }, prices);

const quantityOf = (name: string, from = estimate()): number | undefined =>
  from.items.find((item) => item.name === name)?.quantity;

describe('estimateRun', () => {
  it('counts what a run of ten million users does', () => {
    // 153 parts in 39 shards of four; three transitions in each child.
    expect(quantityOf('Step Functions transitions')).toBe(39 * 3 + 6 + 8);
    expect(quantityOf('Lambda requests')).toBe(39 + 5);
    // A part, a file of keys for each of two sets, and the file of a shard.
    expect(quantityOf('S3 writes')).toBe(153 + 3 * 39 + 3 + 3 + 2 + 2 + 4);
    expect(quantityOf('S3 storage, a month')).toBeCloseTo(520_000_000 / 2 ** 30, 9);
    expect(quantityOf('DynamoDB writes')).toBeUndefined();
  });

  it('adds up', () => {
    fc.assert(
      fc.property(workloads, (workload) => {
        const { seconds, usd, stages, items, usdPerMillionRows } = estimate(workload);
        expect(seconds).toBeCloseTo(
          stages.reduce((sum, one) => sum + one.seconds, 0),
          6,
        );
        expect(usd).toBeCloseTo(
          items.reduce((sum, one) => sum + one.usd, 0),
          9,
        );
        const rows = workload.tables.reduce((sum, table) => sum + table.rows, 0);
        if (rows > 0) expect((usdPerMillionRows * rows) / 1e6).toBeCloseTo(usd, 6);
        for (const { quantity, usd: price } of items) {
          expect(quantity).toBeGreaterThan(0);
          expect(price).toBeGreaterThan(0);
        }
        for (const { limit } of stages) expect(limit).not.toBe('');
      }),
      { numRuns: 100 },
    );
  });

  it('costs more where prices are higher, and not by what does not differ', () => {
    const frankfurt = estimate(undefined, pricesOf('eu-central-1'));
    const here = estimate();
    expect(frankfurt.usd).toBeGreaterThan(here.usd);
    expect(frankfurt.seconds).toBe(here.seconds);
    expect(frankfurt.items.find(({ name }) => name === 'Lambda compute')?.usd).toBe(
      here.items.find(({ name }) => name === 'Lambda compute')?.usd,
    );
  });

  it('has the stages that a run has, in their order', () => {
    const workload = {
      ...workloadOf(usersOf(1_000_000)),
      environments: 1,
      targets: [{ kind: 'postgres' as const, tables: [] }],
      testMinutes: 2,
    };
    expect(estimate(workload).stages.map(({ stage }) => stage)).toEqual([
      'plan',
      'build',
      'validate',
      'provision',
      'distribute',
      'set up',
      'test',
      'clean up',
      'report',
    ]);
    const test = estimate(workload).stages.find(({ stage }) => stage === 'test');
    expect(test?.seconds).toBeGreaterThan(120);
    // The function does not wait for the tests: nobody pays for it meanwhile.
    const longer = estimate({ ...workload, testMinutes: 60 });
    expect(quantityOf('Lambda compute', longer)).toBe(
      quantityOf('Lambda compute', estimate(workload)),
    );
    expect(quantityOf('CodeBuild', longer)).toBe(60);
  });

  it('pays Lambda for more cells, and Step Functions for more shards', () => {
    const slow = estimate(workloadOf({ ...usersOf(10_000_000), secondsPerRow: 5e-6 }));
    const more = (quantityOf('Lambda compute', slow) ?? 0) - (quantityOf('Lambda compute') ?? 0);
    // Ten million rows, each 4.42 microseconds more here, and twice that on a vCPU of Lambda with its 1,769 MB.
    expect(more).toBeGreaterThan(10 * 4.42 * 2 * (1769 / 1024));
    const fine = estimate(undefined, PRICES, { ...SIZING, partsPerShard: 1 });
    expect(quantityOf('Step Functions transitions', fine)).toBe(153 * 3 + 6 + 8);
  });
});
