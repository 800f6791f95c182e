/**
 * `npm run conformance:data`: holds metrics, ciphers, detection and masking against recorded cases and databases beside
 * the clone (`../shared`). Where they are not there, it says so and passes.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bootstrap, ROOT } from './bootstrap.mjs';
import { runChild } from './run-child.mjs';

const RECORDED = resolve(ROOT, '..', 'shared');

async function main(args) {
  if (!existsSync(join(RECORDED, 'conformance'))) {
    process.stdout.write(`conformance: there is no ${RECORDED}: its cases are left out\n`);
    return;
  }
  bootstrap();
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const config = join(ROOT, 'vitest.conformance.config.ts');
  const command = [vitest, 'run', '--config', config, ...args];
  process.exitCode = await runChild(process.execPath, command, { cwd: ROOT });
}

await main(process.argv.slice(2));
