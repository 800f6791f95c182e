import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { describeMoto, useMoto } from '../testing/moto.ts';
import { createBucket } from '../testing/s3.ts';
import { outsideOf } from './checkpoint-files.ts';
import { createFileAuditLog } from './file-audit-log.ts';

describeMoto('checkpoints in a bucket', () => {
  const moto = useMoto();

  test('are kept once, and never replaced by those of another log', async () => {
    const { environment } = moto();
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    onTestFinished(() => void vi.unstubAllEnvs());
    const folder = mkdtempSync(join(tmpdir(), 'rowmill-audit-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const outside = outsideOf(`s3://${await createBucket(moto())}/audit/`, '/');
    const log = createFileAuditLog({ folder, outside });
    await log.record({ action: 'scan.run', resource: 'csv x' });
    const first = await log.checkpoint();
    expect((await log.checkpoint())?.note).toBe(first?.note);
    rmSync(join(folder, 'log.ndjson'));
    rmSync(join(folder, 'checkpoints'), { recursive: true });
    const forged = createFileAuditLog({ folder, outside });
    await forged.record({ action: 'scan.run', resource: 'csv y' });
    await expect(forged.checkpoint()).rejects.toThrow(/same size with another root/);
  });

  test('that cannot be kept stop what would have to be signed', async () => {
    for (const [name, value] of Object.entries(moto().environment)) vi.stubEnv(name, value);
    onTestFinished(() => void vi.unstubAllEnvs());
    const folder = mkdtempSync(join(tmpdir(), 'rowmill-audit-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const log = createFileAuditLog({ folder, outside: outsideOf('s3://no-such-bucket/x', '/') });
    await log.record({ action: 'scan.run', resource: 'csv x' });
    await expect(log.checkpoint()).rejects.toMatchObject({ name: 'AuditError' });
  });
});
