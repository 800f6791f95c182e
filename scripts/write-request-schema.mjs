/**
 * Writes packages/rowmill/schema/request.json, which editors read to complete and explain requests.
 * It comes from the schema that checks requests, so `packages/core` has to be built first.
 *
 *   node scripts/write-request-schema.mjs           write it
 *   node scripts/write-request-schema.mjs --check   write nothing, exit 1 when it is stale
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TARGET = join(ROOT, 'packages', 'rowmill', 'schema', 'request.json');

/** The file as text: one key per line, so that a change reads well in review. */
export function schemaText(schema) {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

async function main(isCheck) {
  // Loaded here, so that the function above can be tested without a build.
  const { REQUEST_DEFINITIONS, requestJsonSchema } = await import('@rowmill/core/engine');
  const next = schemaText(requestJsonSchema(REQUEST_DEFINITIONS));
  const previous = existsSync(TARGET) ? readFileSync(TARGET, 'utf8') : '';
  if (previous === next) return;
  if (isCheck) {
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(TARGET), { recursive: true });
    writeFileSync(TARGET, next);
  }
  const state = isCheck ? 'stale, run `npm run schema`' : 'written';
  process.stdout.write(`${relative(ROOT, TARGET)}: ${state}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(process.argv.includes('--check'));
}
