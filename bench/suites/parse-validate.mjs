import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fewRows, manyRows, plantFaults } from '../lib/faulty-users.mjs';
import { perSecondAtLeast, timesAtLeast } from '../lib/marks.mjs';
import { generateUsers } from '../lib/rowmill-command.mjs';
import { nanosecondsPer } from '../lib/units.mjs';
import { USER_SCHEMA } from '../lib/user-schema.mjs';

const ROWS = 3_000_000;
const OWN = { case: 'few', subject: 'rowmill' };

/** Two files of the same rows with planted faults, and the schema. */
async function setUp({ folder, sizeOf }) {
  const rows = sizeOf(ROWS);
  const files = { few: join(folder, 'few.ndjson'), many: join(folder, 'many.ndjson') };
  const schemaFile = join(folder, 'user.schema.json');
  writeFileSync(schemaFile, JSON.stringify(USER_SCHEMA));
  await generateUsers(files.few, { rows, workers: 2 });
  copyFileSync(files.few, files.many);
  plantFaults(files.few, fewRows(rows));
  plantFaults(files.many, manyRows(rows));
  return { files, schemaFile };
}

export const suite = {
  name: 'parse-validate',
  title: 'Reading NDJSON and checking it against a JSON Schema',
  about:
    'A file of user records: UUID, e-mail, length of the name, pattern of the telephone number, date-time. All who check must name the same lines.',
  subjects: [
    {
      id: 'rowmill',
      file: 'parse-validate/rowmill.mjs',
      isOwn: true,
      env: { ROWMILL_ENGINE: 'wasm' },
    },
    {
      id: 'rowmill-ts',
      file: 'parse-validate/rowmill.mjs',
      title: 'rowmill in TypeScript (in process, 1 thread)',
      isOwn: true,
      env: { ROWMILL_ENGINE: 'ts' },
    },
    { id: 'command', file: 'parse-validate/command.mjs', isOwn: true },
    { id: 'json-parse', file: 'parse-validate/json-parse.mjs' },
    { id: 'duckdb', file: 'parse-validate/duckdb.mjs', packageName: '@duckdb/node-api' },
    { id: 'ajv', file: 'parse-validate/ajv.mjs', packageName: 'ajv' },
  ],
  setUp,
  sameDigest: true,
  cases: [
    { name: 'few', title: 'Five rows fail', unit: nanosecondsPer('row') },
    { name: 'many', title: 'One row in a thousand fails', unit: nanosecondsPer('row') },
  ],
  marks: [perSecondAtLeast(OWN, 8e6), timesAtLeast(OWN, 'ajv', 10), timesAtLeast(OWN, 'duckdb', 4)],
};
