import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFileAuditLog, LOG_FILE } from '../../audit/file-audit-log.ts';
import { provesConsistency, provesInclusion } from '../../audit/merkle-proof.ts';
import { createOutput } from '../output.ts';
import type { Session } from '../session.ts';
import { checkpointAudit } from './audit-checkpoint.ts';
import { listAudit } from './audit-list.ts';
import { proveAudit } from './audit-prove.ts';
import { verifyAudit } from './audit-verify.ts';

function sessionOf(variables: Record<string, string> = {}) {
  const lines: string[] = [];
  const stream = { write: (text: string) => void lines.push(...text.split('\n').filter(Boolean)) };
  const output = createOutput({ json: true, quiet: false, color: false }, variables, {
    stdout: stream,
    stderr: stream,
  });
  const session = { output, variables } as unknown as Session;
  return { session, events: () => lines.map((line) => JSON.parse(line)) };
}

/** A trail of three records with a checkpoint over them. */
async function trail(): Promise<string> {
  const log = mkdtempSync(join(tmpdir(), 'rowmill-trail-'));
  onTestFinished(() => rmSync(log, { recursive: true, force: true }));
  const audit = createFileAuditLog({ folder: log, actor: 'ada@lab' });
  await audit.record({
    action: 'source.read',
    resource: 'run/r1/table/people',
    params: { rows: 12 },
  });
  await audit.record({
    action: 'key.use',
    resource: 'run/r1/table/people',
    hidden: { reference: 'env:SOME_KEY' },
  });
  await audit.record({ action: 'target.deliver', resource: 'run/r2/environment/qa' });
  await audit.checkpoint();
  return log;
}

async function listed(log: string, options: Parameters<typeof listAudit>[0]): Promise<number[]> {
  const { session, events } = sessionOf();
  expect(await listAudit({ log, ...options }, session)).toBe(0);
  return events().flatMap(({ type, record }) => (type === 'record' ? [record.seq] : []));
}

test('list shows records by action, thing, time, and by a value that is hidden', async () => {
  const log = await trail();
  expect(await listed(log, {})).toEqual([0, 1, 2]);
  expect(await listed(log, { action: 'key.use' })).toEqual([1]);
  expect(await listed(log, { resource: 'run/r1' })).toEqual([0, 1]);
  expect(await listed(log, { actor: 'bob@lab' })).toEqual([]);
  expect(await listed(log, { until: '2020-01-01' })).toEqual([]);
  expect(await listed(log, { since: '2020-01-01', result: 'noted' })).toEqual([0, 1, 2]);
  expect(await listed(log, { value: 'env:SOME_KEY' })).toEqual([1]);
  expect(await listed(log, { value: 'env:OTHER_KEY' })).toEqual([]);
  await expect(listAudit({ log, since: 'soon' }, sessionOf().session)).rejects.toThrow(/no time/);
});

test('verify says that nothing was changed, or what was, with exit code 1', async () => {
  const log = await trail();
  const whole = sessionOf();
  expect(await verifyAudit({ log }, whole.session)).toBe(0);
  expect(whole.events().at(-1)).toMatchObject({
    ok: true,
    records: 3,
    checkpoints: 1,
    uncovered: 0,
  });

  const file = join(log, LOG_FILE);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, `${text.trimEnd().split('\n').slice(0, 2).join('\n')}\n`);
  const cut = sessionOf();
  expect(await verifyAudit({ log }, cut.session)).toBe(1);
  expect(cut.events()[0]).toMatchObject({ type: 'finding', fault: 'missing-end' });
});

test('a checkpoint that was kept proves that the trail has only grown, and that records are in it', async () => {
  const log = await trail();
  const kept = join(log, 'kept.checkpoint');
  const first = sessionOf();
  expect(await checkpointAudit({ log, out: kept }, first.session)).toBe(0);
  await createFileAuditLog({ folder: log }).record({ action: 'scan.run', resource: 'csv x' });
  const [grown, record] = [sessionOf(), sessionOf()];
  expect(await proveAudit(undefined, { log, since: kept }, grown.session)).toBe(0);
  expect(await proveAudit(1, { log }, record.session)).toBe(0);
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
  const growth = grown.events()[0];
  expect(
    provesConsistency(growth.consistency.map(bytes), {
      firstSize: 3,
      firstRoot: bytes(growth.since.root),
      secondSize: growth.size,
      secondRoot: bytes(growth.root),
    }),
  ).toBe(true);
  const found = record.events()[0];
  expect(found.record.action).toBe('key.use');
  expect(
    provesInclusion(found.inclusion.map(bytes), {
      index: 1,
      size: found.size,
      leaf: bytes(found.leaf),
      root: bytes(found.root),
    }),
  ).toBe(true);
  expect(await verifyAudit({ log, checkpoint: [kept] }, sessionOf().session)).toBe(0);
  await expect(proveAudit(9, { log }, sessionOf().session)).rejects.toThrow(/there is no record 9/);
});

test('a trail whose key is kept elsewhere is signed by that key alone', async () => {
  const log = mkdtempSync(join(tmpdir(), 'rowmill-trail-'));
  onTestFinished(() => rmSync(log, { recursive: true, force: true }));
  const pem = String(
    generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }),
  );
  const audit = createFileAuditLog({ folder: log, readSigningKey: async () => pem });
  await audit.record({ action: 'scan.run', resource: 'csv x' });
  await audit.checkpoint();
  await expect(checkpointAudit({ log }, sessionOf().session)).rejects.toThrow(/--signing-key/);
  const { session } = sessionOf({ TRAIL_KEY: pem });
  expect(await checkpointAudit({ log, signingKey: 'env:TRAIL_KEY' }, session)).toBe(0);
  const wrong = sessionOf({ TRAIL_KEY: 'not a key' }).session;
  await expect(checkpointAudit({ log, signingKey: 'env:TRAIL_KEY' }, wrong)).rejects.toThrow(
    /no Ed25519 key/,
  );
});

test('where there is no trail, commands say so and make none', async () => {
  const log = join(tmpdir(), 'rowmill-no-trail');
  for (const command of [listAudit, verifyAudit, checkpointAudit])
    await expect(command({ log }, sessionOf().session)).rejects.toMatchObject({
      name: 'AuditError',
    });
});
