import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type AuditEvent, audited } from './audit-log.ts';
import { outsideOf, readCheckpoints } from './checkpoint-files.ts';
import { createFileAuditLog, LOG_FILE } from './file-audit-log.ts';
import { openHiding } from './hidden-value.ts';
import { splitLog } from './log-lines.ts';
import { openAudit } from './open-audit.ts';
import { readVerifier } from './signing-key.ts';
import { verifyLog } from './verify-log.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'rowmill-audit-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const EVENT: AuditEvent = { action: 'source.read', resource: 'run/r1/table/people' };

const linesOf = (path: string) => splitLog(readFileSync(join(path, LOG_FILE)));

async function verify(path: string, checkpoints = join(path, 'checkpoints')) {
  return verifyLog(
    linesOf(path),
    await readCheckpoints(checkpoints),
    await readVerifier(join(path, 'key.pub')),
  );
}

describe('a log of a folder', () => {
  test('numbers and chains its records, and signs how it stands', async () => {
    const path = folder();
    const log = createFileAuditLog({ folder: path, actor: 'ada@lab' });
    expect(await log.record({ ...EVENT, params: { rows: 3, missing: undefined } })).toBe(0);
    expect(await log.record(EVENT)).toBe(1);
    const checkpoint = await log.checkpoint();
    expect(checkpoint?.size).toBe(2);
    const check = await verify(path);
    expect(check).toMatchObject({ records: 2, checkpoints: 1, uncovered: 0, findings: [] });
    expect(checkpoint?.root.equals(check.root)).toBe(true);
    const [first] = linesOf(path).lines;
    expect(first?.record).toMatchObject({ seq: 0, actor: 'ada@lab', params: { rows: 3 } });
  });

  test('goes on where another process has ended, and where two write at the same time', async () => {
    const path = folder();
    const logs = [0, 1, 2].map((n) => createFileAuditLog({ folder: path, actor: `p${n}` }));
    const all = Array.from({ length: 8 }, () => logs.map((log) => log.record(EVENT)));
    const numbers = (await Promise.all(all.flat())).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 24 }, (_, index) => index));
    expect(await createFileAuditLog({ folder: path }).record(EVENT)).toBe(24);
    await logs[0]?.checkpoint();
    expect((await verify(path)).findings).toEqual([]);
    expect(readdirSync(join(path, 'writing'))).toEqual([]);
  });

  test('keeps its keys for its owner alone', async () => {
    const path = folder();
    const log = createFileAuditLog({ folder: path });
    await log.record({ ...EVENT, hidden: { reference: 'env:SECRET' } });
    await log.checkpoint();
    for (const name of ['key', 'value-key', LOG_FILE])
      expect(statSync(join(path, name)).mode & 0o077).toBe(0);
    const hide = await openHiding(path);
    expect(linesOf(path).lines[0]?.record?.params.reference).toBe(hide('env:SECRET'));
    expect(readFileSync(join(path, LOG_FILE), 'utf8')).not.toContain('SECRET');
  });

  test('copies checkpoints outside, and tells when the log was replaced by another one of the same size', async () => {
    const path = folder();
    const outside = outsideOf(join(path, 'outside'), '/');
    await createFileAuditLog({ folder: path, outside }).record(EVENT);
    const signed = await createFileAuditLog({ folder: path, outside }).checkpoint();
    const [kept] = await readCheckpoints(join(path, 'outside'));
    expect(kept?.checkpoint?.note).toBe(signed?.note);
    // Whoever has the folder, its key included, can write all of it again: not what is outside.
    rmSync(join(path, LOG_FILE));
    rmSync(join(path, 'checkpoints'), { recursive: true });
    const forged = createFileAuditLog({ folder: path, outside });
    await forged.record({ ...EVENT, resource: 'nothing happened' });
    await expect(forged.checkpoint()).rejects.toThrow(/same size with another root/);
  });

  test('signs unasked after ten minutes', async () => {
    const path = folder();
    let time = Date.parse('2026-01-02T03:04:05Z');
    const log = createFileAuditLog({ folder: path, now: () => new Date(time) });
    await log.record(EVENT);
    expect(await readCheckpoints(join(path, 'checkpoints'))).toEqual([]);
    time += 11 * 60_000;
    await log.record(EVENT);
    expect(
      (await readCheckpoints(join(path, 'checkpoints'))).map((c) => c.checkpoint?.size),
    ).toEqual([2]);
  });

  test('are as often as the request says', async () => {
    const store = { root: folder() };
    const request = { masking: { audit: { every: 3 } } };
    const log = openAudit(request, { store, directory: store.root, environment: {} });
    for (let count = 0; count < 7; count += 1) await log.record(EVENT);
    const kept = await readCheckpoints(join(store.root, 'audit', 'checkpoints'));
    expect(kept.map(({ checkpoint }) => checkpoint?.size)).toEqual([3, 6]);
  });
});

describe('what cannot be written is not done', () => {
  const refuses = async (path: string) => {
    let isDone = false;
    const log = createFileAuditLog({ folder: path });
    const work = audited(log, EVENT, async () => {
      isDone = true;
    });
    await expect(work).rejects.toMatchObject({ name: 'AuditError' });
    expect(isDone).toBe(false);
  };

  test('in a folder that is a file', async () => {
    const path = join(folder(), 'audit');
    writeFileSync(path, '');
    await refuses(path);
  });

  test.skipIf(process.getuid?.() === 0)('in a folder that is read-only', async () => {
    const path = folder();
    chmodSync(path, 0o500);
    await refuses(path);
  });

  test.skipIf(!existsSync('/dev/full'))('on a full disk', async () => {
    const path = folder();
    symlinkSync('/dev/full', join(path, LOG_FILE));
    await refuses(path);
  });

  test('with a chain that is broken', async () => {
    const path = folder();
    await createFileAuditLog({ folder: path }).record(EVENT);
    await createFileAuditLog({ folder: path }).record(EVENT);
    const text = readFileSync(join(path, LOG_FILE), 'utf8');
    writeFileSync(join(path, LOG_FILE), text.replace('people', 'peoplE'));
    await refuses(path);
  });

  test('with an end that was taken away while the process ran', async () => {
    const path = folder();
    const log = createFileAuditLog({ folder: path });
    await log.record(EVENT);
    truncateSync(join(path, LOG_FILE), 0);
    await expect(log.record(EVENT)).rejects.toThrow(/shorter than it was/);
  });
});

describe('an action', () => {
  test('is written down before and after, with what came of it', async () => {
    const path = folder();
    const log = createFileAuditLog({ folder: path });
    const during: number[] = [];
    await audited(
      log,
      EVENT,
      async () => {
        during.push(linesOf(path).lines.length);
        return 5;
      },
      (rows) => ({ rows }),
    );
    expect(during).toEqual([1]);
    const records = linesOf(path).lines.map(({ record }) => record);
    expect(records.map((record) => record?.result)).toEqual(['begun', 'done']);
    expect(records[1]?.params).toEqual({ rows: 5, answers: 0 });
  });

  test('that fails is told by the name of the error alone', async () => {
    const path = folder();
    const log = createFileAuditLog({ folder: path });
    const error = new TypeError('Key (email)=(jane@example.com) already exists');
    await expect(audited(log, EVENT, () => Promise.reject(error))).rejects.toBe(error);
    expect(readFileSync(join(path, LOG_FILE), 'utf8')).not.toContain('jane');
    expect(linesOf(path).lines[1]?.record).toMatchObject({
      result: 'failed',
      params: { error: 'TypeError', answers: 0 },
    });
  });
});

describe('an append that was interrupted', () => {
  test('is found, and sealed off by the next record, which holds its digest', async () => {
    const path = folder();
    await createFileAuditLog({ folder: path }).record(EVENT);
    appendFileSync(join(path, LOG_FILE), '{"action":"sour\u00e9');
    expect((await verifyUnsigned(path)).findings.map(({ fault }) => fault)).toEqual([
      'unsealed-bytes',
    ]);
    expect(await createFileAuditLog({ folder: path }).record(EVENT)).toBe(2);
    const check = await verifyUnsigned(path);
    expect(check).toMatchObject({ records: 3, sealed: 1, findings: [] });
    expect(linesOf(path).lines[1]?.record).toMatchObject({
      action: 'log.sealed',
      params: { bytes: 17 },
    });
  });

  test('is sealed off when the seal was interrupted, too, however little of it was written', async () => {
    const path = folder();
    await createFileAuditLog({ folder: path }).record(EVENT);
    const file = join(path, LOG_FILE);
    appendFileSync(file, '{"torn');
    const before = statSync(file).size;
    await createFileAuditLog({ folder: path }).record(EVENT);
    const whole = readFileSync(file);
    for (const cut of [1, 2, 40, 200, whole.indexOf('\n', before) - before]) {
      writeFileSync(file, whole.subarray(0, before + cut));
      await createFileAuditLog({ folder: path }).record(EVENT);
      expect((await verifyUnsigned(path)).findings).toEqual([]);
    }
  });

  test('of a process that was killed leaves a log that others go on with', async () => {
    const path = folder();
    const module = new URL('./file-audit-log.ts', import.meta.url).pathname;
    const script = join(path, 'writer.mjs');
    const jiti = new URL(import.meta.resolve('jiti')).pathname;
    mkdirSync(join(path, 'log'));
    writeFileSync(
      script,
      `import { createJiti } from ${JSON.stringify(jiti)};
       const { createFileAuditLog } = await createJiti(import.meta.url).import(${JSON.stringify(module)});
       const log = createFileAuditLog({ folder: ${JSON.stringify(join(path, 'log'))} });
       for (;;) { await log.record({ action: 'source.read', resource: 'x'.repeat(2000) }); process.stdout.write('.'); }`,
    );
    for (const pause of [0, 7, 19]) {
      const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
      await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
      await new Promise((done) => setTimeout(done, pause));
      expect(child.exitCode).toBeNull();
      child.kill('SIGKILL');
      await once(child, 'exit');
      const log = createFileAuditLog({ folder: join(path, 'log') });
      await log.record(EVENT);
      await log.checkpoint();
      expect((await verify(join(path, 'log'))).findings).toEqual([]);
    }
  }, 60_000);
});

/** Against itself alone. */
async function verifyUnsigned(path: string) {
  const other = folder();
  await createFileAuditLog({ folder: other }).sign('something');
  return verifyLog(linesOf(path), [], await readVerifier(join(other, 'key.pub')));
}

test('what a killed process has left unfinished is removed by the next one', async () => {
  const path = folder();
  const before = createFileAuditLog({ folder: path });
  await before.record(EVENT);
  await before.checkpoint();
  const ending = '0a1b2c3d-0000-4000-8000-000000000000.tmp';
  const left = [`key.pub.${ending}`, join('checkpoints', `000000000009.checkpoint.${ending}`)];
  for (const name of left) writeFileSync(join(path, name), 'rowmill');
  const log = createFileAuditLog({ folder: path });
  await log.record(EVENT);
  await log.checkpoint();
  expect(left.filter((name) => existsSync(join(path, name)))).toEqual([]);
});
