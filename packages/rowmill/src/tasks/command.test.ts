import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { isRunning } from '../environments/process-identity.ts';
import type { RunEvent } from '../ports.ts';
import type { TestReport } from '../reports/run-report.ts';
import { openInbox } from '../runs/inbox.ts';
import { writeRunRecord } from '../runs/run-record.ts';
import { childFile, commandFolder, processFile } from '../stages/command-files.ts';
import { failureOf } from './testing/build-run.ts';
import { openHarness, type TaskHarness, type TaskProcess } from './testing/task-harness.ts';

const TABLES = { users: { rows: 10, key: 'id', columns: { id: 'sequence' } } };

async function addRun(harness: TaskHarness, command: string, timeout?: string): Promise<void> {
  const test = { command, ...(timeout === undefined ? {} : { timeout }) };
  await harness.addRun('run', { name: 'tested', tables: TABLES, test });
}

const answersOf = async ({ store }: TaskHarness) => (await openInbox(store, 'run').read()).answers;

const run = (process: TaskProcess, token: string, isRepeated = false): Promise<unknown> =>
  process.call('rowmill-run-tests', 'run', { token }, { isRepeated });

const outputOf = (events: readonly RunEvent[]): string =>
  events.flatMap((event) => (event.type === 'output' ? [event.text] : [])).join('');

async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await sleep(20);
}

describe('the test command', () => {
  it('runs once for its token, however often it is asked for, and answers by the inbox', async () => {
    const harness = openHarness(1);
    await addRun(harness, 'echo "it: $ROWMILL_RUN_ID" | tee -a ran; echo problem >&2; sleep 0.5');
    const processes = [harness.process(), harness.process()];
    await Promise.all(processes.map((process) => run(process, 'token-1')));
    await run(harness.process(), 'token-1', true);
    expect(readFileSync(join(harness.directory, 'ran'), 'utf8')).toBe('it: run\n');
    for (const { events } of processes)
      expect(outputOf(events)).toMatch(/^(it: run\nproblem\n|problem\nit: run\n)$/);
    expect(await answersOf(harness)).toEqual([
      {
        outcome: 'succeeded',
        token: 'token-1',
        output: { exitCode: 0, summary: expect.stringMatching(/^`echo .*` passed$/) },
      },
    ]);
    const report = JSON.parse(String(await harness.store.get('runs/run/test.json'))) as TestReport;
    expect(report).toMatchObject({ exitCode: 0, outputTail: expect.stringContaining('problem\n') });
    expect(report.seconds).toBeGreaterThan(0.4);

    await run(harness.process(), 'token-2');
    expect(readFileSync(join(harness.directory, 'ran'), 'utf8')).toBe('it: run\nit: run\n');
  });

  it('tells of its failure, and of its time limit', async () => {
    const harness = openHarness(1);
    await addRun(harness, 'exit 3');
    await run(harness.process(), 'failing');
    await addRun(harness, 'sleep 30', '1s');
    await run(harness.process(), 'late');
    const outputs = (await answersOf(harness)).map((answer) => 'output' in answer && answer.output);
    expect(outputs).toEqual(
      expect.arrayContaining([
        { exitCode: 3, summary: 'test command `exit 3` ended with exit code 3' },
        { exitCode: null, summary: 'test command `sleep 30` did not end in time' },
      ]),
    );
    const report = JSON.parse(String(await harness.store.get('runs/run/test.json'))) as TestReport;
    expect(report.outputTail).toContain('ended after 1000 ms, its time limit');
  });

  it('is ended, with its children, when the run is to stop', async () => {
    const harness = openHarness(1);
    await addRun(harness, 'echo $$ > pid; sleep 60 | cat');
    const stop = new AbortController();
    const running = failureOf(run(harness.process({ signal: stop.signal }), 'token'));
    await until(() => existsSync(join(harness.directory, 'pid')));
    const pid = Number(readFileSync(join(harness.directory, 'pid'), 'utf8'));
    stop.abort();
    expect(await running).toBe('RunStoppedError');
    await until(() => !isRunning(pid));
    expect(await answersOf(harness)).toEqual([]);
  });

  it('takes along what it leaves in the background, also what would rather not end', async () => {
    const harness = openHarness(1);
    const deaf = '(trap "" TERM; echo > deaf; sleep 60) & echo $! > pid';
    await addRun(harness, `${deaf}; while [ ! -e deaf ]; do sleep 0.02; done; exit 4`);
    await run(harness.process(), 'token');
    const pid = Number(readFileSync(join(harness.directory, 'pid'), 'utf8'));
    expect(await answersOf(harness)).toMatchObject([{ output: { exitCode: 4 } }]);
    expect(isRunning(pid)).toBe(false);
  });

  it('that was cut off is told as such, and never begun again', async () => {
    const harness = openHarness(1);
    await addRun(harness, 'echo once >> ran; sleep 60');
    const lost = failureOf(run(harness.process(), 'token'));
    const folder = commandFolder('token');
    const files = join(harness.directory, '.rowmill/runs/run');
    await until(() => existsSync(join(files, childFile(folder))));
    const { supervisor } = JSON.parse(await readFile(join(files, processFile(folder)), 'utf8'));
    const child = JSON.parse(await readFile(join(files, childFile(folder)), 'utf8'));
    process.kill(supervisor.pid, 'SIGKILL');
    expect(await lost).toBe('TestInterruptedError');
    await until(() => !isRunning(child.pid));
    await expect(run(harness.process(), 'token', true)).rejects.toThrow(
      'the test command was cut off - to run it again: rowmill runs redrive run',
    );
    expect(readFileSync(join(harness.directory, 'ran'), 'utf8')).toBe('once\n');
  });

  it('was cut off, too, when somebody else ended it: nobody waits for its answer', async () => {
    const harness = openHarness(1);
    await addRun(harness, 'sleep 60');
    const ended = failureOf(run(harness.process(), 'token'));
    const files = join(harness.directory, '.rowmill/runs/run');
    await until(() => existsSync(join(files, childFile(commandFolder('token')))));
    const text = await readFile(join(files, processFile(commandFolder('token'))), 'utf8');
    process.kill(JSON.parse(text).supervisor.pid, 'SIGTERM');
    expect(await ended).toBe('TestInterruptedError');
    expect(await failureOf(run(harness.process(), 'token', true))).toBe('TestInterruptedError');
    expect(await answersOf(harness)).toEqual([]);
  });

  it('tells that it is alive, and not more often than anybody asks for', async () => {
    const harness = openHarness(1);
    await addRun(harness, 'sleep 1.2');
    const heartbeat = vi.fn();
    const started = performance.now();
    await harness.process().call('rowmill-run-tests', 'run', { token: 'token' }, { heartbeat });
    const seconds = (performance.now() - started) / 1000;
    expect(heartbeat.mock.calls.length).toBeGreaterThanOrEqual(2);
    expect(heartbeat.mock.calls.length).toBeLessThanOrEqual(2 * seconds + 1);
  });

  it('keeps the variables of the run out of the list of processes', async () => {
    const harness = openHarness(1);
    await addRun(
      harness,
      'cat /proc/$PPID/cmdline | tr "\\0" " " > parent; echo "$SECRET" > secret',
    );
    const environment = { ...process.env, SECRET: 'in-the-environment' };
    await run(harness.process({ environment }), 'token');
    const parent = readFileSync(join(harness.directory, 'parent'), 'utf8');
    expect(parent).toMatch(/supervise-command\.js $/);
    expect(readFileSync(join(harness.directory, 'secret'), 'utf8')).toBe('in-the-environment\n');
  });

  it('may be left to somebody else, who has the token', async () => {
    const harness = openHarness(1);
    await harness.addRun('run', { name: 'tested', tables: TABLES });
    const process = harness.process();
    await run(process, 'token');
    expect(process.events).toEqual([
      { type: 'note', message: 'waiting for: rowmill task complete token' },
    ]);
    expect(await answersOf(harness)).toEqual([]);
  });
});

describe('a command of a state that users add', () => {
  it('runs for every call, and once for a call that is repeated', async () => {
    const harness = openHarness(1);
    await addRun(harness, 'true');
    const call = (command: string, isRepeated = false): Promise<unknown> =>
      harness
        .process()
        .call('rowmill-run-command', 'run', { command }, { task: 'Seed', isRepeated });
    const command = 'echo ran >> ran';
    expect(await call(command)).toEqual({ exitCode: 0, summary: '`echo ran >> ran` passed' });
    expect(await call(command, true)).toEqual({ exitCode: 0, summary: '`echo ran >> ran` passed' });
    await call(command);
    expect(readFileSync(join(harness.directory, 'ran'), 'utf8')).toBe('ran\nran\n');
    expect(await failureOf(call('exit 2'))).toBe('CommandError');
    await expect(call('exit 2', true)).rejects.toThrow('command `exit 2` ended with exit code 2');
  });
});

describe('the report', () => {
  it('is of what the run has left in its files, and the same when it is written again', async () => {
    const harness = openHarness(1);
    await addRun(harness, 'true');
    await writeRunRecord(harness.store, {
      version: 1,
      id: 'run',
      name: 'tested',
      rowmillVersion: '0.0.0',
      command: 'rowmill run',
      created: '2026-01-01T00:00:00.000Z',
      workers: 1,
      reportFolder: join(harness.directory, 'report'),
      seed: 'seed',
    });
    const process = harness.process();
    await process.call('rowmill-plan', 'run');
    const shard = { table: 'users', shard: 0, firstRow: 0, rowCount: 10 };
    await process.call('rowmill-build-shard', 'run', shard);
    await process.call('rowmill-store-dataset', 'run');
    await process.call('rowmill-validate-dataset', 'run');
    await run(process, 'token');
    writeFileSync(join(harness.directory, '.rowmill/runs/run/old.json.1234.unfinished'), '');
    const failure = { Error: 'TestCommandError', Cause: 'it failed' };
    const written = await process.call('rowmill-report', 'run', { failure });
    expect(written).toEqual({
      report: { bucket: 'rowmill', key: 'runs/run/report.json' },
      summary: `written to ${join(harness.directory, 'report')}`,
      failure,
      outcome: 'failed',
      seconds: 0,
      stages: [],
    });
    const file = join(harness.directory, 'report/report.json');
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      outcome: 'failed',
      problem: 'it failed',
      tables: [{ name: 'users', rows: 10 }],
      checks: expect.arrayContaining([expect.objectContaining({ passed: true })]),
      test: { exitCode: 0 },
    });
    await harness.process().call('rowmill-report', 'run', { failure });
    expect(readFileSync(file, 'utf8')).toBe(text);
    const stopped = { Error: 'RunStoppedError', Cause: 'stopped by SIGINT' };
    await harness.process().call('rowmill-report', 'run', { failure: stopped });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ outcome: 'stopped' });
    await harness.process().call('rowmill-report', 'run', { failure: null });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ outcome: 'passed' });
  });
});
