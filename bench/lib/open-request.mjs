import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { GENERATORS, parseRequest, planTables, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { ndjson, openTextTable } from '@rowmill/core/kernels';
import { parse } from 'yaml';

/**
 * Compiles the only table of a request of this folder as the product does: read, check, plan.
 *
 * @param name file name of the request, in bench/.
 * @param rows number of rows, where it is not that of the file.
 */
export async function planTable(name, rows) {
  const input = parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
  const [tableName] = Object.keys(input.tables);
  if (rows !== undefined) input.tables[tableName].rows = rows;
  const request = parseRequest(input, { definitions: REQUEST_DEFINITIONS });
  const { tables } = await planTables({ request, imports: {} }, GENERATORS);
  return tables[0];
}

/** The engine inside this process, on one thread: writes the first rows of a request as NDJSON. */
export function engineSubject(name, request, units) {
  let table;
  return {
    name,
    units,
    async prepare() {
      table = await openTextTable((await planTable(request)).program, ndjson);
    },
    run({ units: rowCount, file }) {
      const output = openSync(file, 'w');
      try {
        table.write({ firstRow: 0, rowCount, startsPart: true }, (bytes) =>
          writeSync(output, bytes),
        );
      } finally {
        closeSync(output);
      }
    },
  };
}
