import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { temporaryFolder } from '../testing/folder.ts';
import type { AuditEvent } from './audit-log.ts';
import { recordHash } from './audit-record.ts';
import { splitLog } from './log-lines.ts';
import { leafHash, rootOf, treeOf } from './merkle.ts';
import { createObjectAuditLog } from './object-audit-log.ts';

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
  const { lines } = splitLog(Buffer.concat(bytes.flatMap((line) => [line, Buffer.from('\n')])));
  for (const [index, { record }] of lines.entries()) {
    expect(record?.seq).toBe(index);
    if (index > 0) expect(record?.prev).toBe(recordHash(lines[index - 1]?.bytes ?? ''));
  }
  const root = rootOf(treeOf(bytes.map(leafHash)));
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
