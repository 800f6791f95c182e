/** `npm test`: makes the clone ready, runs vitest and ends with one plain line of counts. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bootstrap, ROOT } from './bootstrap.mjs';
import { runChild } from './run-child.mjs';

/**
 * `rowmill: N passed, N failed, N skipped`, from the result that vitest's JSON reporter writes.
 *
 * A test file that fails before its first test (a bad import) has no failed test of its own: it
 * counts as one failure, so that the line never says "0 failed" for a red run.
 */
export function countsLine(result) {
  const filesWithoutTests = result.testResults.filter(
    (file) =>
      file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  const failed = result.numFailedTests + filesWithoutTests.length;
  const skipped = result.numPendingTests + (result.numTodoTests ?? 0);
  return `rowmill: ${result.numPassedTests} passed, ${failed} failed, ${skipped} skipped`;
}

async function main(args) {
  bootstrap();
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-test-'));
  try {
    const output = join(folder, 'result.json');
    const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${output}`];
    const command = [vitest, 'run', ...reporters, ...args];
    process.exitCode = await runChild(process.execPath, command, { cwd: ROOT });
    const line = existsSync(output)
      ? countsLine(JSON.parse(readFileSync(output, 'utf8')))
      : 'rowmill: the tests did not finish';
    process.stdout.write(`${line}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
