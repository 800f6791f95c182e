import { rm } from 'node:fs/promises';
import type { ResolvedRequest } from '@rowmill/core/engine';
import type { RunContext } from '../ports.ts';
import { countOf, formatBytes } from '../reports/quantities.ts';
import type { RunReport } from '../reports/run-report.ts';
import { type BuiltDataset, buildDataset } from '../stages/build-dataset.ts';
import { cleanUp } from '../stages/clean-up.ts';
import { distribute, setUpTarget } from '../stages/distribute.ts';
import { loadSchemas } from '../stages/load-schemas.ts';
import { closePlan, planRun, type RunPlan } from '../stages/plan-run.ts';
import { provisionEnvironment } from '../stages/provision.ts';
import { runTests, TestCommandError, testVariables } from '../stages/run-tests.ts';
import { planKeys, validateDataset } from '../stages/validate-dataset.ts';
import { assertQuality } from '../validation/gate.ts';
import { createStageRecorder, type StageRecorder } from './recorder.ts';
import type { PipelineFacts, RunState } from './run-state.ts';
import { buildReport } from './run-summary.ts';

/** What a run did, and why it did not get to its end. */
export interface PipelineResult {
  readonly report: RunReport;
  readonly error: unknown;
}

/**
 * The whole job: plan, build, validate, provision, distribute, set up, test, clean up. Whatever happens after
 * provisioning, clean-up runs.
 */
export async function runPipeline(
  resolved: ResolvedRequest,
  context: RunContext,
  facts: PipelineFacts,
): Promise<PipelineResult> {
  const { request } = resolved;
  const recorder = createStageRecorder(
    context.emit,
    context.signal,
    () => performance.now() / 1000,
  );
  const state: RunState = {
    checks: [],
    environments: [],
    sent: new Map(),
    verified: new Set(),
    removed: new Map(),
  };
  let error: unknown;
  try {
    await deliver(resolved, state, recorder, context);
  } catch (cause) {
    error = cause;
  }
  try {
    await tidy(request.cleanup, error === undefined, state, recorder, context);
  } catch (cause) {
    error ??= cause;
    if (error !== cause)
      context.emit({
        type: 'note',
        message: cause instanceof Error ? cause.message : String(cause),
      });
  }
  if (state.plan !== undefined) await closePlan(state.plan);
  return {
    report: buildReport(resolved.request, state, recorder.stages, error, context, facts),
    error,
  };
}

async function deliver(
  resolved: ResolvedRequest,
  state: RunState,
  recorder: StageRecorder,
  context: RunContext,
): Promise<void> {
  const { request } = resolved;
  const plan = await recorder.run('plan', async () => {
    const schemas = await loadSchemas(request, context.directory);
    const made = await planRun(resolved, context);
    state.plan = made;
    return [
      { schemas, ...made },
      `${countOf(made.tables.length, 'table')}, dataset ${made.datasetId}`,
    ] as const;
  });
  const dataset = await buildAndCheck(request, plan, state, recorder, context);
  await useEnvironments(resolved, plan, dataset, state, recorder, context);
}

async function buildAndCheck(
  request: ResolvedRequest['request'],
  plan: RunPlan & { readonly schemas: Awaited<ReturnType<typeof loadSchemas>> },
  state: RunState,
  recorder: StageRecorder,
  context: RunContext,
): Promise<BuiltDataset> {
  const keys = planKeys(request, plan, context.store.path(`runs/${context.runId}/keys`));
  try {
    const dataset = await recorder.run('build', async () => {
      const built = await buildDataset(plan, plan.schemas, context, keys);
      state.dataset = built;
      return [built, describeBuild(built)] as const;
    });
    await recorder.run('validate', async () => {
      const fresh = dataset.reused ? undefined : keys;
      state.checks = await validateDataset(request, plan, dataset.manifest, context, fresh);
      assertQuality(state.checks);
      return [undefined, `${countOf(state.checks.length, 'check')} passed`] as const;
    });
    return dataset;
  } finally {
    await rm(keys.directory, { recursive: true, force: true });
  }
}

function describeBuild({ manifest, reused }: BuiltDataset): string {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const bytes = manifest.tables.reduce((sum, table) => sum + table.bytes, 0);
  return `${countOf(rows, 'row')}, ${formatBytes(bytes)} stored${reused ? ', found in the store' : ''}`;
}

async function useEnvironments(
  { request }: ResolvedRequest,
  plan: RunPlan,
  { manifest }: BuiltDataset,
  state: RunState,
  recorder: StageRecorder,
  context: RunContext,
): Promise<void> {
  const wanted = Object.entries(request.environments);
  if (wanted.length === 0) {
    for (const stage of ['provision', 'distribute', 'set up'] as const)
      recorder.skip(stage, 'the request names no environment');
  } else {
    await recorder.run('provision', async () => {
      for (const [name, environment] of wanted)
        await provisionEnvironment(name, environment, manifest, context, state.environments);
      return [
        undefined,
        targetsOf(state)
          .map(({ target }) => target.describe())
          .join(', '),
      ] as const;
    });
    await recorder.run('distribute', async () => {
      for (const provisioned of targetsOf(state))
        state.sent.set(provisioned.target, await distribute(provisioned, plan, manifest, context));
      return [undefined, `${countOf(sentRows(state), 'row')} delivered`] as const;
    });
    await recorder.run('set up', async () => {
      for (const provisioned of targetsOf(state)) {
        await setUpTarget(provisioned, state.sent.get(provisioned.target) ?? []);
        state.verified.add(provisioned.target);
        for (const message of provisioned.target.notes()) context.emit({ type: 'note', message });
      }
      return [
        undefined,
        describeVerified(targetsOf(state).map(({ target }) => target.verifies)),
      ] as const;
    });
  }
  await test(request.test, request.seed, plan, state, recorder, context);
}

function describeVerified(ways: readonly ('content' | 'size')[]): string {
  const said = {
    content: 'keys and references hold, contents read back and equal',
    size: 'files complete',
  };
  return [...new Set(ways)].map((way) => said[way]).join('; ');
}

const targetsOf = ({ environments }: RunState) => environments.flatMap(({ targets }) => targets);

function sentRows({ sent }: RunState): number {
  return [...sent.values()].flat().reduce((sum, { rows }) => sum + rows, 0);
}

async function test(
  command: ResolvedRequest['request']['test'],
  seed: number,
  plan: RunPlan,
  state: RunState,
  recorder: StageRecorder,
  context: RunContext,
): Promise<void> {
  if (command === undefined) return recorder.skip('test', 'the request names no test command');
  await recorder.run('test', async () => {
    const variables = testVariables(state.environments, {
      runId: context.runId,
      datasetId: plan.datasetId,
      seed,
    });
    state.test = await runTests(command, variables, context);
    context.signal.throwIfAborted();
    if (state.test.exitCode !== 0) {
      throw new TestCommandError(
        command.command,
        state.test.exitCode === null
          ? 'did not end in time'
          : `ended with exit code ${state.test.exitCode}`,
      );
    }
    return [undefined, `\`${command.command}\` passed`] as const;
  });
}

async function tidy(
  cleanup: 'always' | 'on-success' | 'never',
  passed: boolean,
  state: RunState,
  recorder: StageRecorder,
  context: RunContext,
): Promise<void> {
  if (state.environments.length === 0)
    return recorder.skip('clean up', 'there is nothing to remove');
  const keep = cleanup === 'never' || (cleanup === 'on-success' && !passed);
  // A server of our own ends with the run in any case.
  const kept = keep ? state.environments.filter(({ servers }) => servers.length === 0) : [];
  const leaving = state.environments.filter((environment) => !kept.includes(environment));
  if (leaving.length === 0) {
    for (const { environment } of kept) await environment.close();
    return recorder.skip('clean up', `the request keeps its environments (cleanup: ${cleanup})`);
  }
  await recorder.run('clean up', async () => {
    state.removed = await cleanUp(leaving, context);
    for (const { environment } of kept) await environment.close();
    return [
      undefined,
      `${countOf([...state.removed.values()].flat().length, 'thing')} removed, nothing left`,
    ] as const;
  });
}
