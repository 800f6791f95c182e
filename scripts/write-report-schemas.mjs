/**
 * Writes packages/rowmill/schema/{report,checks,profile,failure,validation,file-failure}-*.json: the forms of reports
 * that others read. They come from the schemas that the types of reports are held to, so `packages/rowmill` has to be
 * built first.
 *
 *   node scripts/write-report-schemas.mjs           write them
 *   node scripts/write-report-schemas.mjs --check   write nothing, exit 1 when one is stale
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { schemaText } from './write-request-schema.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FOLDER = join(ROOT, 'packages', 'rowmill', 'schema');
const SOURCE = new URL('../packages/rowmill/dist/reports/schemas/published.js', import.meta.url);

const isCheck = process.argv.includes('--check');
const { PUBLISHED_NAMES, publishedSchema } = await import(SOURCE);
for (const name of PUBLISHED_NAMES) {
  const file = join(FOLDER, `${name}.json`);
  const next = schemaText(publishedSchema(name, { closed: false }));
  const previous = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (previous === next) continue;
  if (isCheck) process.exitCode = 1;
  else writeFileSync(file, next);
  const state = isCheck ? 'stale, run `npm run schema`' : 'written';
  process.stdout.write(`${relative(ROOT, file)}: ${state}\n`);
}
