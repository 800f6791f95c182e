/**
 * Starts the bundle of each function under the runtime of Lambda (`aws-lambda-ric`) and measures: from the start of the
 * process until it asks for its first event, and from there until its first answer. Medians; prints a table for
 * docs/aws-figures.md.
 *
 *   node scripts/aws-cold-start.mjs [--times 7]
 */
import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bootstrap, ROOT } from './bootstrap.mjs';

const { values } = parseArgs({ options: { times: { type: 'string', default: '7' } } });
bootstrap();
const loader = fileURLToPath(new URL('load-typescript.mjs', import.meta.url));
const program = join(ROOT, 'packages/aws/src/proof/testing/print-cold-starts.ts');
const bundles = join(ROOT, 'packages/aws/dist/lambda');
const child = spawn(process.execPath, ['--import', loader, program, bundles, values.times], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
console.log(
  `Node ${process.versions.node}, ${cpus().length} CPUs: ${cpus()[0]?.model ?? 'unknown'}\n`,
);
console.log('| function | zipped | until the first event | until the first answer |');
console.log('|---|---:|---:|---:|');
const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
for await (const line of createInterface({ input: child.stdout })) {
  const { entry, zippedBytes, readyMs, answerMs } = JSON.parse(line);
  const megabytes = (zippedBytes / 1_000_000).toFixed(2);
  console.log(
    `| ${entry} | ${megabytes} MB | ${Math.round(readyMs)} ms | ${Math.round(readyMs + answerMs)} ms |`,
  );
}
process.exitCode = await ended;
