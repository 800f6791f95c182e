import { readFileSync } from 'node:fs';
import { STAGES } from 'rowmill/engine';
import { describe, expect, it } from 'vitest';
import { buildRun, provisionRun } from '../../../rowmill/src/tasks/testing/build-run.ts';
import { openHarness } from '../../../rowmill/src/tasks/testing/task-harness.ts';
import { EVENT_LAMBDAS, WORKFLOW_LAMBDAS } from '../deployment.ts';
import { beginInvocation, type EndedInvocation } from './invocation-facts.ts';
import { METRICS, type MetricDefinition, type MetricName } from './metric-definitions.ts';
import { metricsOf, type Outcome } from './metrics-of.ts';

const FUNCTIONS = [...Object.values(WORKFLOW_LAMBDAS), ...Object.values(EVENT_LAMBDAS)].map(
  ({ name }) => name,
);

const ended = (name: string, payload: object = {}): EndedInvocation => ({
  ...beginInvocation(
    {
      deployment: 'qa',
      function: name,
      region: 'us-east-1',
      memoryMegabytes: 1024,
      loadSeconds: 0.3,
    },
    { run: { id: 'run' }, ...payload },
    { requestId: '1', isCold: true, startedAt: 0 },
  ),
  endedAt: 2000,
});

const valuesOf = (name: string, outcome: Outcome, payload?: object): Record<string, number> =>
  Object.assign({}, ...metricsOf(ended(name, payload), outcome).map(({ values }) => values));

const failure = {
  name: 'StoreError',
  where: '',
  frames: [],
  error: new Error('the store is full'),
};

it('makes metrics of what each task of a run gives, and of no other', async () => {
  const harness = openHarness(1);
  const users = {
    rows: 3000,
    key: 'id',
    columns: { id: 'sequence', name: { generator: 'person.fullName', nulls: 0.5 } },
  };
  await harness.addRun('run', {
    name: 'measured',
    tables: { users },
    validation: {
      schemas: { users: { properties: { name: { type: 'string' } } } },
      expectations: [{ expect: 'rowCountIsBetween', table: 'users', rows: 3000 }],
    },
    environments: { qa: { targets: [{ kind: 'directory', path: 'out', format: 'csv' }] } },
  });
  const process = harness.process({
    stagesOf: async () => [
      { name: 'build', status: 'passed', startSeconds: 0, seconds: 4, detail: '' },
      { name: 'distribute', status: 'failed', startSeconds: 4, seconds: 2, detail: '' },
      { name: 'test', status: 'skipped', startSeconds: 6, seconds: 0, detail: '' },
    ],
  });
  const measured = async (name: string, payload: object = {}): Promise<Record<string, number>> =>
    valuesOf(name, { result: await process.call(name, 'run', payload) });
  const common = {
    ComputeUsd: expect.closeTo(2 * 0.0000133334 + 0.0000002, 9),
    ColdStartSeconds: 0.3,
  };

  const { shards } = await buildRun(harness, process, 'run');
  const built = await measured('rowmill-build-shard', shards[0]);
  expect(built).toEqual({
    ...common,
    ShardsBuilt: 1,
    RowsGenerated: 3000,
    BytesStored: expect.toSatisfy((bytes) => bytes > 1000),
  });
  const stored = await measured('rowmill-store-dataset');
  expect(stored).toEqual({
    ...common,
    DatasetsStored: 1,
    BytesAsNdjson: expect.toSatisfy((bytes) => bytes > 50_000),
    RowsBreakingSchema: expect.toSatisfy((rows) => rows > 1000 && rows < 2000),
    ValuesMasked: 0,
  });
  expect(await measured('rowmill-validate-dataset')).toEqual({
    ...common,
    ChecksPassed: expect.toSatisfy((checks) => checks > 1),
    ChecksFailed: 1,
    QualityGatesFailed: 1,
  });
  expect(await measured('rowmill-provision')).toEqual({ ...common, EnvironmentsProvisioned: 1 });
  const [delivery = {}] = await provisionRun(harness, process);
  expect(await measured('rowmill-deliver-shard', delivery)).toEqual({
    ...common,
    ShardsDelivered: 1,
    RowsDelivered: 3000,
  });
  expect(await measured('rowmill-clean-up', { failed: true })).toEqual({
    ...common,
    CleanUpsComplete: 1,
    ThingsRemoved: expect.toSatisfy((count) => count > 0),
  });
  const estimate = { version: 1, place: 'AWS', seconds: 9, usd: 0.25, items: [] };
  await harness.store.put('runs/run/estimate.json', JSON.stringify(estimate));
  const failed = { Error: 'QualityGateError', Cause: '1 of 2 checks failed' };
  const report = await process.call('rowmill-report', 'run', { failure: failed });
  expect(metricsOf(ended('rowmill-report'), { result: report }).slice(1)).toEqual([
    { values: { RunsPassed: 0, RunsFailed: 1, RunSeconds: 6, EstimatedUsd: 0.25 } },
    { stage: 'build', values: { StageSeconds: 4, StagesFailed: 0 } },
    { stage: 'distribute', values: { StageSeconds: 2, StagesFailed: 1 } },
  ]);
});

describe('metricsOf', () => {
  it('counts what masking replaced, and keeps strategies apart as properties alone', () => {
    const valuesMasked = { 'hash.hmac': 30, 'fake.email': 12 };
    const result = { isFound: false, jsonBytes: 9, schemaFailures: 0, valuesMasked };
    expect(metricsOf(ended('rowmill-store-dataset'), { result })).toContainEqual({
      values: { DatasetsStored: 1, BytesAsNdjson: 9, RowsBreakingSchema: 0, ValuesMasked: 42 },
      properties: { valuesMasked },
    });
  });

  it('measures rows of a masked table, and nothing where sources are described', () => {
    const result = { table: 'people', shard: 0, rows: 7, bytes: 99 };
    expect(valuesOf('rowmill-mask-table', { result })).toMatchObject({
      RowsMasked: 7,
      BytesStored: 99,
    });
    expect(valuesOf('rowmill-mask-table', { result: { sources: 2 } })).not.toHaveProperty(
      'RowsMasked',
    );
  });

  it('counts a dataset that was found, and none of its rows again', () => {
    const result = { isFound: true, rows: 5, jsonBytes: 9, valuesMasked: { 'hash.hmac': 1 } };
    const {
      ComputeUsd: _,
      ColdStartSeconds: __,
      ...values
    } = valuesOf('rowmill-store-dataset', {
      result,
    });
    expect(values).toEqual({ DatasetsFound: 1 });
  });

  it.each(FUNCTIONS)(
    'tells that %s has failed, and that something is left where it cleans up',
    (name) => {
      const values = valuesOf(name, { failure }, { attempt: 2 });
      expect(values).toMatchObject({ TasksFailed: 1, TasksRetried: 1 });
      expect('CleanUpsIncomplete' in values).toBe(/clean-up|sweep/.test(name));
    },
  );

  it.each(FUNCTIONS)('emits from %s what is defined for it, whatever it gives', (name) => {
    const everything = {
      table: 'users',
      rows: 1,
      bytes: 1,
      checks: 2,
      failed: 1,
      environments: 1,
      removed: 1,
      outcome: 'passed',
      stages: [{ name: 'build', status: 'passed', seconds: 1 }],
      estimatedUsd: 0.5,
      valuesMasked: { keep: 1 },
    };
    const emitted = [
      ...Object.keys(valuesOf(name, { result: everything }, { attempt: 1 })),
      ...Object.keys(valuesOf(name, { result: { ...everything, isFound: true } })),
      ...Object.keys(valuesOf(name, { failure })),
    ];
    const definitions: [string, MetricDefinition][] = Object.entries(METRICS);
    const wanted = definitions
      .filter(([, { emittedBy }]) => emittedBy === 'every' || emittedBy.includes(name))
      .map(([metric]) => metric);
    expect([...new Set(emitted)].sort()).toEqual(wanted.sort());
  });
});

it('documents every metric, and how many there can be at most', () => {
  const count = { deployment: 1, function: FUNCTIONS.length, stage: STAGES.length + 1 };
  const most = Object.values(METRICS).reduce((sum, { scope }) => sum + count[scope], 0);
  const page = readFileSync(new URL('../../../../docs/monitoring.md', import.meta.url), 'utf8');
  expect(page).toContain(`at most ${most} custom metrics`);
  for (const name of Object.keys(METRICS) as MetricName[]) {
    const { unit, scope, meaning, emittedBy }: MetricDefinition = METRICS[name];
    const by =
      emittedBy === 'every' ? 'every function' : emittedBy.map((one) => `\`${one}\``).join(', ');
    expect(page).toContain(`| \`${name}\` | ${unit} | ${scope} | ${meaning} | ${by} |`);
  }
});
