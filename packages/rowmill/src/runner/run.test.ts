import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NewerRunError, RunBusyError, RunStatusError } from '../runs/run-errors.ts';
import { runFiles } from '../runs/run-files.ts';
import { findRun } from '../runs/run-record.ts';
import { PIPELINE_FILE } from '../workflow/load-workflow.ts';
import { WorkflowError } from '../workflow/workflow-error.ts';
import { holdRun } from './hold-run.ts';
import { askToStopRun, redriveRun, resumeRun } from './resume-run.ts';
import { openRunView, summariseRun } from './run-view.ts';
import { openRunHarness, type RunHarness } from './testing/run-harness.ts';

const REQUEST = {
  name: 'shop',
  tables: { users: { rows: 300, columns: { id: 'uuid', email: 'internet.email' } } },
};

type Machine = { States: Record<string, Record<string, unknown>> };

/** The pipeline as far as the dataset is built, then the states given. */
async function building(next: string, states: object): Promise<Machine> {
  const { States, ...rest } = JSON.parse(await readFile(PIPELINE_FILE, 'utf8')) as Machine;
  const { HasSources, DescribeSources, Plan, IsStored, BuildShards, StoreDataset } = States;
  const caught = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }] };
  return {
    ...rest,
    States: {
      HasSources: { ...HasSources },
      DescribeSources: { ...DescribeSources, ...caught },
      Plan: { ...Plan, ...caught },
      IsStored: { ...IsStored },
      BuildShards: { ...BuildShards, ...caught },
      StoreDataset: { ...StoreDataset, ...caught, Next: next },
      Failed: { Type: 'Fail', Error: 'Caught', Cause: 'by the document' },
      ...states,
    },
  };
}

const passing = (): Promise<Machine> => building('Passed', { Passed: { Type: 'Succeed' } });
const failing = (): Promise<Machine> =>
  building('Refused', { Refused: { Type: 'Fail', Error: 'QualityGateError', Cause: '1 of 2\nx' } });
const waiting = (seconds: number): Promise<Machine> =>
  building('Wait', {
    Wait: { Type: 'Wait', Seconds: seconds, Next: 'Store again' },
    'Store again': {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: {
        FunctionName: '${StoreDatasetFunctionArn}',
        Payload: { run: '{% $states.context.Execution.Input.run %}' },
      },
      End: true,
    },
  });

/** The id of the only run. */
const runOf = ({ store }: RunHarness): Promise<string> => findRun(store, 'latest');

async function until<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Once the run is in a state. */
async function untilState(harness: RunHarness, state: string): Promise<string> {
  return until(async () => {
    const id = await runOf(harness).catch(() => undefined);
    if (id === undefined) return undefined;
    const { history } = await openRunView(harness.store, id).catch(() => ({ history: undefined }));
    const isThere = history?.events.some(
      ({ type, details }) => type.endsWith('StateEntered') && details?.value.name === state,
    );
    return isThere === true ? id : undefined;
  });
}

describe('a run', () => {
  it('follows the document, tells of its stages, and can be looked at afterwards', async () => {
    const harness = openRunHarness();
    const { result, error, record } = await harness.start(REQUEST, { workflow: await passing() });
    expect(result.status).toBe('SUCCEEDED');
    expect(error).toBeUndefined();
    const told = harness.events.flatMap((event) => (event.type === 'stage' ? [event] : []));
    expect(told.map(({ stage, status }) => `${stage} ${status}`)).toEqual([
      'plan started',
      'plan passed',
      'build started',
      'build passed',
    ]);
    const view = await openRunView(harness.store, record.id);
    expect(view).toMatchObject({ status: 'passed', execution: 1, record });
    expect(view.stages.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'plan passed',
      'build passed',
    ]);
    expect(view.history.events.at(-1)?.type).toBe('ExecutionSucceeded');
    const [mapRun] = view.history.mapRuns;
    expect(mapRun).toMatchObject({ state: 'BuildShards', status: 'SUCCEEDED', succeeded: 1 });
    const child = await view.childHistory(`${mapRun?.mapRun}/0`);
    expect(child.status).toBe('SUCCEEDED');
    expect(await summariseRun(harness.store, record.id)).toMatchObject({ status: 'passed' });
  });

  it('gives its result again when it is resumed after its end', async () => {
    const harness = openRunHarness();
    const { record, result } = await harness.start(REQUEST, { workflow: await passing() });
    const again = await resumeRun(record.id, harness.world());
    expect(again.result).toEqual(result);
  });

  it('fails with the name and the words of its document', async () => {
    const harness = openRunHarness();
    const { record, error } = await harness.start(REQUEST, { workflow: await failing() });
    expect(error).toMatchObject({ failure: 'QualityGateError', message: '1 of 2\nx' });
    const { status, end } = await summariseRun(harness.store, record.id);
    expect([status, end?.error]).toEqual(['failed', 'QualityGateError']);
  });

  it('is driven by one process at a time', async () => {
    const harness = openRunHarness();
    const { record } = await harness.start(REQUEST, { workflow: await failing() });
    const held = await holdRun(harness.store, record.id, 1);
    const rival = resumeRun(record.id, harness.world());
    await expect(rival).rejects.toThrow(RunBusyError);
    await expect(rival).rejects.toThrow(new RegExp(`process ${process.pid} on .* drives it`));
    await held.close();
    expect((await resumeRun(record.id, harness.world())).result.status).toBe('FAILED');
  });

  it('is run once more by a redrive, in an execution of its own, until it passes', async () => {
    const harness = openRunHarness();
    const { record } = await harness.start(REQUEST, { workflow: await failing() });
    const { result } = await redriveRun(record.id, harness.world());
    expect(result.status).toBe('FAILED');
    expect(await summariseRun(harness.store, record.id)).toMatchObject({ execution: 2 });
    const passed = await harness.start(REQUEST, { workflow: await passing() });
    await expect(redriveRun(passed.record.id, harness.world())).rejects.toThrow(RunStatusError);
  });
});

describe('the end of a run before its end', () => {
  it('comes by a signal: what is under way ends, and nothing new begins', async () => {
    const harness = openRunHarness();
    const controller = new AbortController();
    const workflow = await waiting(1);
    const world = harness.world({ signal: controller.signal });
    const run = harness.start(REQUEST, { workflow, world });
    await untilState(harness, 'Wait');
    controller.abort(new DOMException('stopped by SIGINT', 'AbortError'));
    const { error, record } = await run;
    expect(error).toMatchObject({ name: 'RunStoppedError', message: 'stopped by SIGINT' });
    expect((await summariseRun(harness.store, record.id)).status).toBe('stopped');
  });

  it('comes by a wish of another process', async () => {
    const harness = openRunHarness();
    const run = harness.start(REQUEST, { workflow: await waiting(1) });
    const id = await untilState(harness, 'Wait');
    const reason = 'stopped by rowmill runs cancel';
    expect(await askToStopRun(id, { store: harness.store, environment: {}, reason })).toBe(true);
    const { error } = await run;
    expect(error).toMatchObject({ name: 'RunStoppedError', message: reason });
    const late = askToStopRun(id, { store: harness.store, environment: {}, reason });
    await expect(late).rejects.toThrow(/has ended/);
    expect(readdirSync(harness.store.path(runFiles(id).inbox))).toEqual([]);
  });
});

describe('bad input', () => {
  it('refuses a broken document before anything is written', async () => {
    const harness = openRunHarness();
    const workflow = { StartAt: 'Nowhere', States: { A: { Type: 'Succeed' } } };
    await expect(harness.start(REQUEST, { workflow })).rejects.toThrow(WorkflowError);
    expect(readdirSync(harness.folder)).toEqual(['my.asl.json']);
  });

  it('refuses runs of a newer rowmill, in every way to open them', async () => {
    const harness = openRunHarness();
    const { record } = await harness.start(REQUEST, { workflow: await failing() });
    const file = harness.store.path(runFiles(record.id).record);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"version": 1', '"version": 9'));
    const { store } = harness;
    for (const open of [
      () => resumeRun(record.id, harness.world()),
      () => redriveRun(record.id, harness.world()),
      () => summariseRun(store, record.id),
      () => openRunView(store, record.id),
    ]) {
      await expect(open()).rejects.toThrow(NewerRunError);
    }
  });

  it('names a journal that was cut, and does not go on from it', async () => {
    const harness = openRunHarness();
    const { record } = await harness.start(REQUEST, { workflow: await passing() });
    const folder = harness.store.path(runFiles(record.id).journal(1));
    const file = join(folder, 'journal-000001.ndjson');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/"ExecutionStarted"/, '"ExecutionStartex"'));
    await expect(resumeRun(record.id, harness.world())).rejects.toThrow(
      new RegExp(`run ${record.id}: .*journal-000001.ndjson: line \\d+ is damaged`),
    );
  });
});
