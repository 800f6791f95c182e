import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsPerShardOf } from './dataset-activities.ts';
import { estimateRun } from './estimate.ts';
import { pricesOf } from './prices.ts';
import { DEFAULT_QUOTAS } from './quotas.ts';
import { SIZING_BOUNDS, solveSizing } from './sizing.ts';
import { shardWork } from './table-work.ts';
import { MODEL, tables, usersOf, workloadOf, workloads } from './testing/workloads.ts';
import { PROPOSED_PIPELINE } from './traits.ts';
import type { Workload } from './workload.ts';

const PRICES = pricesOf('us-east-1');
const solve = (workload: Workload, model = MODEL) =>
  solveSizing(workload, model, { prices: PRICES });

const secondsOf = (workload: Workload): number =>
  estimateRun({ workload, model: MODEL, sizing: solve(workload).sizing }, PRICES).seconds;

describe('solveSizing', () => {
  it('leaves a quarter of the account to others, and gives whole numbers', () => {
    fc.assert(
      fc.property(workloads, (workload) => {
        const { sizing, reasons } = solve(workload);
        for (const value of Object.values(sizing)) expect(value % 1).toBe(0);
        expect(sizing.partsPerShard).toBeGreaterThanOrEqual(1);
        expect(sizing.buildConcurrency).toBeGreaterThanOrEqual(1);
        expect(sizing.buildConcurrency).toBeLessThanOrEqual(
          0.75 * DEFAULT_QUOTAS.lambdaConcurrency,
        );
        expect(sizing.deliveryConcurrency).toBeLessThanOrEqual(
          0.75 * DEFAULT_QUOTAS.lambdaConcurrency,
        );
        expect(reasons.length).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
  });

  it('makes shards that fit into the time and the space of their function, or says that none does', () => {
    fc.assert(
      fc.property(workloads, (workload) => {
        const { sizing, problems } = solve(workload);
        const fits = workload.tables.every((table) => {
          const perShard = partsPerShardOf(table.rows, { sizing, model: MODEL });
          const { seconds, bytes } = shardWork(table, perShard, MODEL.rates, MODEL.quotas);
          return (
            seconds < SIZING_BOUNDS.timeoutSeconds && bytes < SIZING_BOUNDS.storageMb * 2 ** 20
          );
        });
        if (problems.length === 0) expect(fits).toBe(true);
        else
          for (const problem of problems)
            expect(problem).toMatch(/^(users|orders|lines): a shard /);
      }),
      { numRuns: 50 },
    );
  });

  it('takes no less time for more rows, but for what it trades for the price', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 1_000_000_000 }), (table, more) => {
        const [less, all] = [table, { ...table, rows: table.rows + more }].map((one) =>
          secondsOf(workloadOf(one)),
        );
        expect(all).toBeGreaterThanOrEqual((less ?? 0) / 1.06);
      }),
      { numRuns: 50 },
    );
  });

  it('is about as fast as the best of all sizings', () => {
    const workload = workloadOf(usersOf(300_000_000));
    const { sizing } = solve(workload);
    const seconds = (partsPerShard: number): number =>
      estimateRun(
        { workload, model: MODEL, sizing: { ...sizing, partsPerShard, buildConcurrency: 750 } },
        PRICES,
      ).stages.find(({ stage }) => stage === 'build')?.seconds ?? 0;
    const best = Math.min(...Array.from({ length: 200 }, (_, i) => seconds(i + 1)));
    const solved = estimateRun({ workload, model: MODEL, sizing }, PRICES);
    expect(solved.stages.find(({ stage }) => stage === 'build')?.seconds).toBeLessThan(best * 1.1);
  });

  it('gives a database as many connections as it has use for, and each database its own', () => {
    const target = { kind: 'postgres' as const, tables: [] };
    const workload = { ...workloadOf(usersOf(1_000_000)), environments: 1 };
    const one = solve({ ...workload, targets: [target] });
    const two = solve({ ...workload, targets: [target, target] });
    expect(one.sizing.deliveryConcurrency).toBe(4);
    expect(two.sizing.deliveryConcurrency).toBe(8);
    expect(one.reasons.join()).toContain('4 deliveries at the same time');
    const files = { kind: 's3' as const, tables: [] };
    // All deliveries are one map: what files could take more would go to the database, beyond its connections.
    expect(solve({ ...workload, targets: [target, files] }).sizing.deliveryConcurrency).toBe(4);
    expect(solve({ ...workload, targets: [files] }).sizing.deliveryConcurrency).toBe(100);
  });

  it('tells of a table that no function can mask in its time', () => {
    const source = {
      ...usersOf(2_000_000_000),
      origin: 'masked' as const,
      secondsPerRow: undefined,
    };
    expect(solve(workloadOf(source)).problems[0]).toMatch(/^users: a shard takes \d+ s/);
  });
});

describe('the aims of the pipeline', () => {
  it('has ten million rows in less than a minute', () => {
    expect(secondsOf(workloadOf(usersOf(10_000_000)))).toBeLessThan(60);
  });

  it('has a billion rows in less than ten minutes, once keys are searched by ranges', () => {
    const model = { ...MODEL, traits: PROPOSED_PIPELINE };
    const workload = workloadOf(usersOf(1_000_000_000));
    const { sizing } = solve(workload, model);
    expect(estimateRun({ workload, model, sizing }, PRICES).seconds).toBeLessThan(600);
  });
});
