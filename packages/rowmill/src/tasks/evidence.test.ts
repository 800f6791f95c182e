import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import type { AuditRecord } from '../audit/audit-record.ts';
import { readAllCheckpoints, readAuditLines } from '../audit/read-audit.ts';
import { readVerifier } from '../audit/signing-key.ts';
import { verifyLog } from '../audit/verify-log.ts';
import { verifyReport } from '../compliance/verify-report.ts';
import { buildRun, provisionRun } from './testing/build-run.ts';
import { openHarness, type TaskHarness } from './testing/task-harness.ts';

const environment = { EVIDENCE_KEY: `hex:${'07'.repeat(32)}` };
const REQUEST = {
  name: 'evidence',
  masking: {
    key: { ref: 'env:EVIDENCE_KEY', version: '2026-11', custodian: 'key custodian' },
    claims: ['gdpr-pseudonymised'],
  },
  tables: {
    people: {
      source: { kind: 'csv', path: 'people.csv' },
      key: 'id',
      columns: {
        id: { mask: 'hash.hmac', type: 'customer-id' },
        name: { mask: 'fake.person', type: 'full-name' },
        email: { mask: 'fake.email', type: 'email' },
        plan: { mask: 'keep', type: 'none' },
      },
    },
  },
  environments: { qa: { targets: [{ kind: 'directory', path: 'out', format: 'csv' }] } },
};

/** Values that are nowhere but in the source. */
const ROWS = Array.from(
  { length: 40 },
  (_, row) => `canaryid${row},Canaryname${row} Canarybird,canarymail${row}@canary.example,free`,
);

async function runAll(harness: TaskHarness): Promise<void> {
  writeFileSync(join(harness.directory, 'people.csv'), `id,name,email,plan\n${ROWS.join('\n')}\n`);
  await harness.addRun('run', REQUEST);
  const process = harness.process({ environment });
  await buildRun(harness, process, 'run');
  await process.call('rowmill-validate-dataset', 'run');
  for (const delivery of await provisionRun(harness, process))
    await process.call('rowmill-deliver-shard', 'run', delivery);
  await process.call('rowmill-set-up', 'run');
  await process.call('rowmill-clean-up', 'run', { failed: false });
  await process.call('rowmill-report', 'run', { failure: null });
}

const textOf = async ({ store }: TaskHarness, name: string): Promise<string> =>
  String(await store.get(`runs/run/${name}`));

it('a run with a source leaves a trail of all it did, and a signed report of it', async () => {
  const harness = openHarness(1);
  await runAll(harness);
  const folder = join(harness.directory, '.rowmill', 'audit');
  const lines = await readAuditLines(folder);
  const records = lines.lines.flatMap(({ record }) => record ?? []);
  const deeds = records.map(({ action, result }: AuditRecord) => `${action} ${result}`);
  expect(deeds).toEqual([
    'source.open begun',
    'source.open done',
    'source.open noted',
    'plan.accept noted',
    'key.use noted',
    'source.read begun',
    'source.read done',
    'gate.decide noted',
    'target.deliver begun',
    'target.deliver done',
    'environment.remove begun',
    'environment.remove done',
    'report.write begun',
    'report.write done',
    'claims.assess noted',
    'report.write noted',
  ]);
  const delivered = records.find(
    ({ action, result }) => action === 'target.deliver' && result === 'done',
  );
  expect(delivered?.params).toMatchObject({ rows: 40, verified: 'size' });

  const verifier = await readVerifier(join(folder, 'key.pub'));
  const check = verifyLog(lines, await readAllCheckpoints(folder, []), verifier);
  expect(check).toMatchObject({ findings: [], uncovered: 0 });

  const path = harness.store.localPath('runs/run/compliance.json');
  expect(await verifyReport(path, verifier, lines)).toEqual([]);
  const schema = new URL('../../schema/compliance-report.json', import.meta.url);
  const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(schema, 'utf8')),
  );
  const report = JSON.parse(await textOf(harness, 'compliance.json'));
  expect(isValid(report), JSON.stringify(isValid.errors)).toBe(true);
  expect(report.environments[0].removed.length).toBeGreaterThan(0);

  const told = [
    readFileSync(join(folder, 'log.ndjson'), 'utf8'),
    await textOf(harness, 'compliance.json'),
    await textOf(harness, 'compliance.html'),
  ];
  for (const text of told) {
    expect(text).not.toMatch(/canary/i);
    expect(text).not.toContain('EVIDENCE_KEY');
    expect(text).not.toContain('0707');
  }

  writeFileSync(path, JSON.stringify({ ...report, exceptions: [{ forged: true }] }));
  expect(await verifyReport(path, verifier, lines)).toMatchObject([{ fault: 'report-signature' }]);
});

it('reads no source where the trail takes nothing', async () => {
  const harness = openHarness(1);
  writeFileSync(join(harness.directory, 'people.csv'), `id,name,email,plan\n${ROWS.join('\n')}\n`);
  await harness.addRun('run', REQUEST);
  // Something else stands where the folder of the trail would be.
  writeFileSync(join(harness.directory, '.rowmill', 'audit'), '');
  const planned = harness.process({ environment }).call('rowmill-plan', 'run');
  await expect(planned).rejects.toMatchObject({ name: 'AuditError' });
  expect(await harness.store.head('runs/run/sources.json')).toBeUndefined();
});
