/**
 * Holds the handlers of Lambda against one machine: both carry out the same request, the one on emulators of S3,
 * DynamoDB and Step Functions, and the SHA-256 of every part and the facts of the manifest have to be equal.
 *
 *   node scripts/aws-proof.mjs [--rows 10_000_000] [--digests]
 *
 * `--digests` prints the SHA-256 of every part. Exits 1 when something differs.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { bootstrap, ROOT } from './bootstrap.mjs';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1_000_000' }, digests: { type: 'boolean' } },
});
const rows = Number(values.rows.replaceAll('_', ''));
if (!Number.isSafeInteger(rows) || rows < 1) {
  console.error(`--rows: "${values.rows}" is no number of rows`);
  process.exit(2);
}
bootstrap();
const folder = mkdtempSync(join(tmpdir(), 'rowmill-proof-'));
try {
  const loader = fileURLToPath(new URL('load-typescript.mjs', import.meta.url));
  const program = join(ROOT, 'packages/aws/src/proof/testing/prove-large.ts');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', loader, program, String(rows), folder],
    { maxBuffer: 2 ** 28, env: { ...process.env, TMPDIR: folder } },
  );
  const proof = JSON.parse(stdout);
  if (values.digests)
    for (const [key, digest] of Object.entries(proof.digests)) console.log(`${digest}  ${key}`);
  const count = (number) => number.toLocaleString('en-US');
  console.log(`${count(proof.rows)} rows in ${count(proof.parts)} parts`);
  console.log(`one machine          ${proof.embeddedSeconds.toFixed(1)} s`);
  console.log(
    `handlers of Lambda   ${proof.lambdaSeconds.toFixed(1)} s, one after the other in one process`,
  );
  for (const key of proof.different) console.log(`DIFFERS  ${key}`);
  if (proof.different.length === 0) console.log('every part and the manifest are equal');
  process.exitCode = proof.different.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
