import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import { eventsOf, filesIn, folderWith, runCli, startCli } from '../testing/run-cli.ts';
import { resultOf, until, untilNotes } from '../testing/until.ts';

const REQUEST = `name: shop
tables:
  users: { rows: 2000, key: id, columns: { id: uuid, name: person.fullName } }
environments:
  qa: { targets: [{ kind: directory, path: delivered, format: csv }] }
test: { command: 'node test.mjs' }
`;

/** Says where it is, waits for a file, and passes if that is not empty. */
const TEST = `import { existsSync, readFileSync } from 'node:fs';
console.log('testing', existsSync('delivered/users.csv'));
while (!existsSync('verdict')) await new Promise((resolve) => setTimeout(resolve, 20));
process.exit(readFileSync('verdict', 'utf8') === 'good' ? 0 : 7);
`;

const shop = (verdict?: string): string =>
  folderWith({
    'rowmill.yaml': REQUEST,
    'test.mjs': TEST,
    ...(verdict === undefined ? {} : { verdict }),
  });

interface Listed {
  readonly id: string;
  readonly status: string;
}

async function listed(cwd: string): Promise<Listed[]> {
  return (await resultOf(['runs', 'list'], cwd)).result.runs as Listed[];
}

describe('runs that have ended', () => {
  it('are listed, shown and told of again', async () => {
    const cwd = shop('good');
    expect((await runCli(['run'], { cwd })).code).toBe(0);
    const [run, ...others] = await listed(cwd);
    expect(others).toEqual([]);
    expect(run).toMatchObject({ status: 'passed', request: 'shop' });
    expect((await runCli(['runs', 'list'], { cwd })).stdout).toMatch(
      /✓ passed +20\S+ +shop +20.* UTC +\S+ \S+ +shop-[0-9a-f]{16}/,
    );

    const shown = await runCli(['runs', 'show'], { cwd });
    expect(shown.code).toBe(0);
    expect(shown.stdout).toMatch(/^✓ shop passed in /);
    expect(shown.stdout).toMatch(/✓ BuildShards .* 1 of 1 done/);
    expect(shown.stdout).toMatch(/✓ Distribute .* 1 of 1 done, 2,000 rows delivered/);
    expect(shown.stdout).toMatch(/· Failed .* not reached/);
    expect(shown.stdout).toMatch(/report +\.rowmill\/runs\/.*report\.html/);

    const logs = await runCli(['runs', 'logs', run?.id.slice(0, -2) ?? ''], { cwd });
    const lines = logs.stdout.split('\n').map((line) => line.replace(/^[\d:]{8}/, 'TIME'));
    expect(lines.findIndex((line) => line.includes('| testing true'))).toBe(
      lines.findIndex((line) => line.startsWith('TIME  test: done')) - 1,
    );
  });

  it('have their whole history in the words of AWS', async () => {
    const cwd = shop('good');
    await runCli(['run'], { cwd });
    const events = eventsOf(await runCli(['runs', 'show', 'latest', '--json'], { cwd }));
    const histories = new Map<string, { id: number; type: string }[]>();
    for (const { type, execution, event } of events) {
      if (type !== 'history') continue;
      const known = histories.get(String(execution)) ?? [];
      histories.set(String(execution), [...known, event as { id: number; type: string }]);
    }
    const [[run, first] = ['', []], ...children] = histories;
    expect(run).toBe((await listed(cwd))[0]?.id);
    expect(first.map(({ id }) => id)).toEqual(first.map((_, index) => index + 1));
    expect([first[0]?.type, first.at(-1)?.type]).toEqual([
      'ExecutionStarted',
      'ExecutionSucceeded',
    ]);
    expect(first).toContainEqual(
      expect.objectContaining({
        type: 'TaskStateEntered',
        timestamp: expect.stringMatching(/^20.*Z$/),
        stateEnteredEventDetails: expect.objectContaining({ name: 'RunTests' }),
      }),
    );
    expect(children.map(([path]) => path.slice(run.length))).toEqual([
      expect.stringMatching(/^\/\d+\/0$/),
      expect.stringMatching(/^\/\d+\/0$/),
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'result', ok: true, status: 'passed' });
  });

  it('are run again when they did not pass, and only then', async () => {
    const cwd = shop('bad');
    expect((await runCli(['run'], { cwd })).code).toBe(1);
    const failed = await runCli(['runs', 'show'], { cwd });
    expect(failed.stdout).toMatch(/✗ shop failed after/);
    expect(failed.stdout).toMatch(/go on +rowmill runs redrive 20/);
    expect(failed.stdout).toMatch(
      /error TestCommandError\n {2}test command `node test.mjs` ended with exit code 7/,
    );
    writeFileSync(join(cwd, 'verdict'), 'good');
    const again = await runCli(['runs', 'redrive', 'latest'], { cwd });
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('shop passed');
    expect(again.stderr.match(/\| testing/g)).toHaveLength(1);
    const [run, ...others] = await listed(cwd);
    expect([run, others]).toMatchObject([{ status: 'passed', executions: 2 }, []]);
    expect((await runCli(['runs', 'show'], { cwd })).stdout).toContain('2: redriven once');

    const late = await runCli(['runs', 'redrive', 'latest'], { cwd });
    expect([late.code, late.stderr]).toEqual([2, expect.stringMatching(/it passed/)]);
    const resumed = await runCli(['runs', 'resume', 'latest'], { cwd });
    expect([resumed.code, resumed.stderr]).toEqual([0, expect.stringMatching(/has ended/)]);
    const cancelled = await resultOf(['runs', 'cancel', 'latest'], cwd);
    expect(cancelled.result).toMatchObject({ exitCode: 2, error: { name: 'RunStatusError' } });
  });
});

describe('a run that goes on', () => {
  it('can be looked at and followed, is driven once, and ends when it is asked to', async () => {
    const cwd = shop();
    const driving = startCli(['run'], { cwd });
    await until(async () => (driving.notes().includes('testing') ? true : undefined));
    const { result } = await resultOf(['runs', 'show'], cwd);
    expect(result).toMatchObject({
      status: 'running',
      driver: expect.stringContaining(`process ${driving.child.pid}`),
      waiting: [{ state: 'RunTests' }],
    });
    for (const command of ['resume', 'redrive']) {
      const rival = await runCli(['runs', command, 'latest'], { cwd });
      expect(rival.code).toBe(3);
      expect(rival.stderr).toContain(`process ${driving.child.pid}`);
    }

    const following = startCli(['runs', 'logs', '--follow'], { cwd });
    const cancelled = await runCli(['runs', 'cancel', 'latest'], { cwd });
    expect([cancelled.code, cancelled.stdout]).toEqual([0, expect.stringMatching(/asked to stop/)]);
    expect((await driving.ended).code).toBe(143);
    const followed = await following.ended;
    expect(followed.stdout).toMatch(/testing true[\s\S]*clean up: done/);
    expect((await listed(cwd))[0]?.status).toBe('stopped');
    expect(existsSync(join(cwd, 'delivered'))).toBe(false);
  });
});

describe('a run whose process was killed', () => {
  async function killed(cwd: string, moment: string): Promise<void> {
    const running = startCli(['run'], { cwd });
    await untilNotes(running, moment);
    running.child.kill('SIGKILL');
    await running.ended;
  }

  it('is interrupted, goes on from there, and passes', async () => {
    const cwd = shop();
    await killed(cwd, 'provision: done');
    expect((await listed(cwd))[0]?.status).toBe('interrupted');
    const shown = await runCli(['runs', 'show'], { cwd });
    expect(shown.stdout).toMatch(/! shop interrupted after/);
    expect(shown.stdout).toMatch(/its process is gone - rowmill runs resume 20/);
    writeFileSync(join(cwd, 'verdict'), 'good');
    const resumed = await runCli(['runs', 'resume', 'latest'], { cwd });
    expect([resumed.code, resumed.stdout]).toEqual([0, expect.stringMatching(/shop passed/)]);
    expect(resumed.stderr).not.toContain('plan: done');
    const logs = await runCli(['runs', 'logs'], { cwd });
    expect(logs.stdout.match(/plan: done/g)).toHaveLength(1);
    expect(existsSync(join(cwd, 'delivered'))).toBe(false);
  });

  it('is cleaned up by whoever cancels it', async () => {
    const cwd = shop();
    await killed(cwd, 'provision: done');
    expect(existsSync(join(cwd, 'delivered'))).toBe(true);
    const cancelled = await resultOf(['runs', 'cancel', 'latest'], cwd);
    expect([cancelled.code, cancelled.result]).toMatchObject([0, { ok: true, driven: false }]);
    expect(existsSync(join(cwd, 'delivered'))).toBe(false);
    expect((await listed(cwd))[0]?.status).toBe('stopped');
  });
});

it('names the shard that failed, its state and its error', async () => {
  const cwd = folderWith({
    'people.csv': 'id,name\n1,Ann\n2,"Bob\n',
    'rowmill.yaml':
      'name: masked\ntables:\n  people:\n    source: { kind: csv, path: people.csv }\n    columns: { id: keep, name: keep }\n',
  });
  expect((await runCli(['run'], { cwd })).code).toBe(1);
  const { stdout } = await runCli(['runs', 'show'], { cwd });
  expect(stdout).toMatch(/✗ BuildShards .* 0 of 1 done, 1 failed/);
  expect(stdout).toMatch(/✗ \/\d+\/0 BuildShard: DataError: .*people\.csv:3/);
  expect(stdout).toMatch(/error DataError\n {2}.*a quote opens here that is never closed/);
});

it('follows a document that writes no report', async () => {
  const document = (state: object): string =>
    JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Only', States: { Only: state } });
  const cwd = folderWith({
    'rowmill.yaml': `workflow: own.asl.json\n${REQUEST.replace(/environments[\s\S]*/, '')}`,
    'own.asl.json': document({ Type: 'Succeed' }),
  });
  const passed = await runCli(['run'], { cwd });
  expect([passed.code, passed.stdout]).toEqual([0, expect.stringMatching(/shop passed/)]);
  writeFileSync(
    join(cwd, 'own.asl.json'),
    document({ Type: 'Fail', Error: 'Closed', Cause: 'on Sundays' }),
  );
  const failed = await resultOf(['run'], cwd);
  expect(failed.result).toMatchObject({
    exitCode: 1,
    error: { name: 'Closed', message: 'on Sundays' },
  });
});

describe('bad input', () => {
  it('names the runs there are', async () => {
    const cwd = folderWith();
    expect((await runCli(['runs', 'list'], { cwd })).stdout).toContain('no runs yet');
    const none = await resultOf(['runs', 'show'], cwd);
    expect(none.result).toMatchObject({ exitCode: 2, error: { name: 'UnknownRunError' } });
    expect(filesIn(cwd)).toEqual([]);
    const ids = ['2026-01-02T03-04-05-aaaa', '2026-01-02T03-04-05-bbbb'];
    for (const id of ids) {
      await recordRun(cwd, id, { version: 1 });
    }
    const several = await runCli(['runs', 'show', '2026'], { cwd });
    expect([several.code, several.stderr]).toEqual([
      2,
      expect.stringContaining(`the beginning of several: ${ids.join(', ')}`),
    ]);
    const misspelt = await runCli(['runs', 'resume', `${ids[0]}x`], { cwd });
    expect(misspelt.stderr).toContain(`did you mean "${ids[0]}"?`);
    expect((await runCli(['runs', 'logs', 'x'], { cwd })).stderr).toContain(ids[1]);
  });

  it('tells of runs of a newer rowmill, and of journals that are damaged', async () => {
    const cwd = shop('good');
    await runCli(['run'], { cwd });
    await recordRun(cwd, '2020-01-01T00-00-00-beef', { version: 9 });
    const [run, newer] = await listed(cwd);
    expect(newer).toMatchObject({
      status: 'unreadable',
      problem: expect.stringContaining('newer rowmill'),
    });
    expect((await runCli(['runs', 'show', newer?.id ?? ''], { cwd })).code).toBe(2);

    const folder = join(cwd, '.rowmill/runs', run?.id ?? '', 'journal/1');
    const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.ndjson'));
    const text = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, file), text.replace('TaskSucceeded', 'TaskSuccessed'));
    for (const command of ['show', 'resume', 'redrive', 'cancel']) {
      const damaged = await runCli(['runs', command, run?.id ?? ''], { cwd });
      expect([command, damaged.code]).toEqual([command, 3]);
      expect(damaged.stderr).toMatch(/journal-000001\.ndjson: line \d+ is damaged - put the file/);
    }
  });
});

/** The record of a run that never began, of any version. */
async function recordRun(cwd: string, id: string, fields: object): Promise<void> {
  const record = {
    id,
    name: 'shop',
    rowmillVersion: '0.1.0',
    command: 'rowmill run',
    created: '2026-01-02T03:04:05.000Z',
    workers: 1,
    reportFolder: join(cwd, 'report'),
    seed: id,
    ...fields,
  };
  const store = createDirectoryStore(join(cwd, '.rowmill'));
  await store.put(`runs/${id}/run.json`, JSON.stringify(record));
}
