import { generateKeyPairSync } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { temporaryFolder } from '../testing/folder.ts';
import type { AuditEvent } from './audit-log.ts';
import { recordHash } from './audit-record.ts';
import { splitLog } from './log-lines.ts';
import { leafHash, rootOf, treeOf } from './merkle.ts';
import { createObjectAuditLog } from './object-audit-log.ts';
import { readAllCheckpoints, readAuditLines } from './read-audit.ts';
import { isSignedBy } from './signed-note.ts';
import { readVerifier } from './signing-key.ts';
import { verifyLog } from './verify-log.ts';

const EVENT: AuditEvent = { action: 'source.read', resource: 'run/r1/table/people' };

test('several functions write one chain', async () => {
  const store = createDirectoryStore(temporaryFolder());
  const open = (actor: string) => createObjectAuditLog({ store, prefix: 'runs/r1/audit', actor });
  const logs = ['plan', 'mask', 'deliver'].map(open);
  const numbers = await Promise.all(
    [0, 1, 2, 3].flatMap(() => logs.map((log) => log.record(EVENT))),
  );
  expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => n));
  const found = await store.list('runs/r1/audit/');
  const bytes = await Promise.all(found.map(({ key }) => store.get(key)));
  const { lines } = splitLog(Buffer.concat(bytes));
  for (const [index, { record }] of lines.entries()) {
    expect(record?.seq).toBe(index);
    if (index > 0) expect(record?.prev).toBe(recordHash(lines[index - 1]?.bytes ?? ''));
  }
  const root = rootOf(treeOf(lines.map((line) => leafHash(line.bytes))));
  expect(await open('report').mark()).toEqual({ size: 12, root });
});

test('what was changed is not followed, and hidden values stay hidden', async () => {
  const store = createDirectoryStore(temporaryFolder());
  const log = createObjectAuditLog({ store, prefix: 'audit', actor: 'plan' });
  await log.record({ ...EVENT, hidden: { reference: 'env:SECRET' } });
  const path = store.path('audit/00000000.json');
  const text = String(await store.get('audit/00000000.json'));
  expect(text).not.toContain('SECRET');
  writeFileSync(path, text.replace('"seq":0', '"seq":7'));
  const other = createObjectAuditLog({ store, prefix: 'audit', actor: 'mask' });
  await expect(other.record(EVENT)).rejects.toMatchObject({ name: 'AuditError' });
});

const newKey = (): string =>
  String(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }));

/** What `aws s3 cp --recursive` and `cat *.json > log.ndjson` make of it. */
function asFolder(path: string): string {
  const folder = temporaryFolder();
  cpSync(path, folder, { recursive: true });
  const records = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const text = records.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
  writeFileSync(join(folder, 'log.ndjson'), text.join(''));
  return folder;
}

test('objects and checkpoints are, one after another, the log of a folder, which can be verified', async () => {
  const store = createDirectoryStore(temporaryFolder());
  const key = newKey();
  const open = (actor: string) =>
    createObjectAuditLog({
      store,
      prefix: 'runs/r1/audit',
      actor,
      ...(actor === 'report' ? { readSigningKey: async () => key } : {}),
    });
  await open('plan').record({ ...EVENT, hidden: { reference: 'env:KEY' } });
  expect(await open('mask').checkpoint()).toBeUndefined();
  expect(await open('mask').sign('text')).toBeUndefined();
  const report = open('report');
  await report.record(EVENT);
  expect(await report.checkpoint()).toMatchObject({ size: 2 });
  await report.record(EVENT);
  const signature = String(await report.sign('text'));
  await report.checkpoint();
  const folder = asFolder(dirname(store.path('runs/r1/audit/00000000.json')));
  const verifier = await readVerifier(join(folder, 'key.pub'));
  expect(isSignedBy('text', [signature], verifier)).toBe(true);
  const check = async () =>
    verifyLog(await readAuditLines(folder), await readAllCheckpoints(folder, []), verifier);
  expect(await check()).toMatchObject({ records: 3, checkpoints: 2, uncovered: 0, findings: [] });
  const lines = readFileSync(join(folder, 'log.ndjson'), 'utf8').split('\n');
  writeFileSync(join(folder, 'log.ndjson'), `${lines.slice(0, 2).join('\n')}\n`);
  expect((await check()).findings.map(({ fault }) => fault)).toEqual(['missing-end']);
});

test('nothing is signed by another key than before, nor by what is none', async () => {
  const store = createDirectoryStore(temporaryFolder());
  const signed = (pem: string) =>
    createObjectAuditLog({ store, prefix: 'audit', actor: 'r', readSigningKey: async () => pem });
  await signed(newKey()).record(EVENT);
  await signed(newKey()).checkpoint();
  await expect(signed(newKey()).checkpoint()).rejects.toThrow(/another key/);
  const bad = signed('hunter2').checkpoint();
  await expect(bad).rejects.toThrow(/signingKey: is no Ed25519 key/);
  await expect(bad).rejects.not.toThrow(/hunter2/);
});

test('a request that is sent twice writes one record', async () => {
  const store = createDirectoryStore(temporaryFolder());
  let isLost = true;
  const flaky: typeof store = {
    ...store,
    async put(key, body, options) {
      const isStored = await store.put(key, body, options);
      // The first answer got lost; the second one says that there is something.
      const tells = isStored && !isLost;
      isLost = false;
      return tells;
    },
  };
  const log = createObjectAuditLog({ store: flaky, prefix: 'audit', actor: 'plan' });
  expect(await log.record(EVENT)).toBe(0);
  expect(await log.record(EVENT)).toBe(1);
  expect(await store.list('audit/')).toHaveLength(2);
});

test('clocks of two machines differ a little; one that was set back is seen', async () => {
  const store = createDirectoryStore(temporaryFolder());
  const at = (time: string) =>
    createObjectAuditLog({
      store,
      prefix: 'audit',
      actor: 'plan',
      now: () => new Date(`2026-11-23T10:00:${time}Z`),
    });
  for (const time of ['20.000', '19.990', '21.000', '01.000']) await at(time).record(EVENT);
  const records = await Promise.all(
    (await store.list('audit/')).map(async ({ key }) => JSON.parse(String(await store.get(key)))),
  );
  const times = records.map(({ ts }: { ts: string }) => ts.slice(17, -1));
  expect(times).toEqual(['20.000', '20.000', '21.000', '01.000']);
});
