/**
 * Writes docs/generators.md: every generator, masking strategy and expectation with its options, from the
 * catalogues, and with values that rowmill itself computes. `packages/core` has to be built first.
 *
 *   node scripts/write-reference.mjs           write it
 *   node scripts/write-reference.mjs --check   write nothing, exit 1 when it is stale
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { referenceText } from './reference/page.mjs';
import { lineChanges } from './write-catalogs.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TARGET = join(ROOT, 'docs', 'generators.md');

async function main(isCheck) {
  const next = await referenceText();
  const previous = existsSync(TARGET) ? readFileSync(TARGET, 'utf8') : '';
  if (previous === next) return;
  if (isCheck) process.exitCode = 1;
  else writeFileSync(TARGET, next);
  const state = isCheck ? 'stale, run `npm run reference`' : 'written';
  const changes = isCheck ? lineChanges(previous, next).map((line) => `  ${line}\n`) : [];
  process.stdout.write(`${relative(ROOT, TARGET)}: ${state}\n${changes.join('')}`);
}

await main(process.argv.includes('--check'));
