import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const built = (path) => new URL(`../../packages/core/dist/${path}`, import.meta.url);
const REQUEST = new URL('../user.yaml', import.meta.url);

let table;

/** Compiles the request as the product does: read, check, plan, open. */
async function openUsers() {
  const { parseRequest } = await import(built('request/parse-request.js'));
  const { REQUEST_DEFINITIONS } = await import(built('request-definitions.js'));
  const { GENERATORS } = await import(built('generate/catalog.generated.js'));
  const { planTables } = await import(built('plan/plan.js'));
  const { openTextTable } = await import(built('format/text-table.js'));
  const { ndjson } = await import(built('format/forms/ndjson.js'));
  const request = parseRequest(parse(readFileSync(REQUEST, 'utf8')), {
    definitions: REQUEST_DEFINITIONS,
  });
  const { tables } = await planTables({ request, imports: {} }, GENERATORS);
  return openTextTable(tables[0].program, ndjson);
}

export const peer = {
  name: 'rowmill engine (in process, 1 thread)',
  rows: { null: 5_000_000, file: 5_000_000 },
  async prepare() {
    if (!existsSync(fileURLToPath(built('engine.js')))) return 'not built: run npm run build';
    table = await openUsers();
    return undefined;
  },
  write(rows, file) {
    const output = openSync(file, 'w');
    try {
      const range = { firstRow: 0, rowCount: rows, startsPart: true };
      table.write(range, (bytes) => writeSync(output, bytes));
    } finally {
      closeSync(output);
    }
  },
};
