import fc from 'fast-check';
import type { MapChild, StageReport } from 'rowmill/engine';
import { expect, it } from 'vitest';
import { countedCosts } from './counted-costs.ts';
import { estimateRun } from './estimate.ts';
import { pricesOf } from './prices.ts';
import { solveSizing } from './sizing.ts';
import { MODEL, usersOf, workloadOf } from './testing/workloads.ts';

const prices = pricesOf('us-east-1');
const ONE_CPU_GB = 1769 / 1024;

const stage = (name: string, seconds: number, status: StageReport['status'] = 'passed') => ({
  name,
  status,
  seconds,
  startSeconds: 0,
  detail: '',
});

const child = (kind: MapChild['stage'], startedAt: number, seconds: number): MapChild => ({
  stage: kind,
  startedAt,
  endedAt: startedAt + seconds * 1000,
});

const quantitiesOf = (children: readonly MapChild[], stages: readonly StageReport[]) =>
  Object.fromEntries(
    countedCosts({ children, stages }, prices).map(({ name, quantity }) => [name, quantity]),
  );

it('counts what children took, and of stages what is left', () => {
  // Two shards beside each other for 30 s, then two more seconds for the manifest.
  const children = [child('build', 1000, 30), child('build', 1000, 20)];
  expect(quantitiesOf(children, [stage('plan', 3), stage('build', 32)])).toEqual({
    'Lambda compute': expect.closeTo((30 + 20 + 3 + 2) * ONE_CPU_GB),
    'Lambda requests': 4,
    'Step Functions transitions': 2 * 3 + 2 + 8,
  });
});

it('prices validation by its memory, and tests by the minutes of their build', () => {
  const used = quantitiesOf([], [stage('validate', 10), stage('test', 61)]);
  expect(used).toMatchObject({ 'Lambda compute': expect.closeTo(100), CodeBuild: 2 });
});

it('costs no less for more, and nothing negative, whatever the clocks say', () => {
  const children = fc.array(
    fc
      .tuple(fc.constantFrom('build' as const, 'distribute' as const), fc.nat(1e6), fc.nat(900))
      .map(([kind, start, seconds]) => child(kind, start, seconds)),
  );
  const stages = fc.array(
    fc
      .tuple(fc.constantFrom('plan', 'build', 'distribute', 'test', 'Own'), fc.nat(10_000))
      .map(([name, seconds]) => stage(name, seconds)),
  );
  const usd = (usedChildren: readonly MapChild[], usedStages: readonly StageReport[]): number =>
    countedCosts({ children: usedChildren, stages: usedStages }, prices).reduce(
      (sum, one) => sum + one.usd,
      0,
    );
  fc.assert(
    fc.property(children, stages, (some, all) => {
      expect(usd([], all)).toBeGreaterThan(0);
      expect(usd(some, [])).toBeLessThanOrEqual(usd(some, all));
      expect(usd(some, [])).toBeLessThanOrEqual(usd([...some, child('build', 0, 10)], []));
    }),
  );
});

it('leaves out stages that were skipped', () => {
  expect(quantitiesOf([], [stage('plan', 3), stage('set up', 9, 'skipped')])).toEqual(
    quantitiesOf([], [stage('plan', 3)]),
  );
});

it('names what it counts as an estimate does', () => {
  const workload = { ...workloadOf(usersOf(10_000_000)), testMinutes: 5 };
  const { sizing } = solveSizing(workload, MODEL, { prices });
  const estimated = estimateRun({ workload, sizing, model: MODEL }, prices).items;
  const counted = countedCosts(
    { children: [child('build', 0, 9)], stages: [stage('test', 61)] },
    prices,
  );
  expect(counted).toHaveLength(4);
  expect(estimated.map(({ name, unit }) => [name, unit])).toEqual(
    expect.arrayContaining(counted.map(({ name, unit }) => [name, unit])),
  );
});
