import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { everyRow, fewRows, plantFaults } from '../lib/faulty-users.mjs';
import { atMost, perSecondAtLeast, timesAtLeast } from '../lib/marks.mjs';
import { generateUsers } from '../lib/rowmill-command.mjs';
import { MEGABYTES, nanosecondsPer } from '../lib/units.mjs';
import { USER_SCHEMA } from '../lib/user-schema.mjs';

const ROWS = 3_000_000;
const ALL_ROWS = 10_000_000;
const BAD_ROWS = 1_000_000;
/** GB are read in a round. */
const LARGE = { unit: nanosecondsPer('row'), rounds: 3 };
const OWN = { case: 'few', subject: 'rowmill' };
const ONE_CORE = { case: 'percent', subject: 'rowmill' };
const BOTH_CORES = { subject: 'rowmill-two' };

/** Files of the same rows with planted faults, and the schema. */
async function setUp({ folder, sizeOf }) {
  const schemaFile = join(folder, 'user.schema.json');
  writeFileSync(schemaFile, JSON.stringify(USER_SCHEMA));
  const files = {};
  const make = async (rowCount, faults) => {
    const rows = sizeOf(rowCount);
    const [first, ...others] = Object.keys(faults).map((name) => join(folder, `${name}.ndjson`));
    await generateUsers(first, { rows, workers: 2 });
    for (const other of others) copyFileSync(first, other);
    for (const [name, rowsOf] of Object.entries(faults)) {
      files[name] = join(folder, `${name}.ndjson`);
      plantFaults(files[name], rowsOf(rows));
    }
  };
  await make(ROWS, { few: fewRows, many: everyRow(1000) });
  await make(ALL_ROWS, { 'few-large': fewRows, percent: everyRow(100) });
  await make(BAD_ROWS, { memory: everyRow(1) });
  return { files, folder, schemaFile };
}

export const suite = {
  name: 'parse-validate',
  title: 'Reading NDJSON and checking it against a JSON Schema',
  about:
    'A file of user records: UUID, e-mail, length of the name, pattern of the telephone number, date-time. All who check must name the same lines; rowmill writes every failure into a file, from which they are read.',
  subjects: [
    {
      id: 'rowmill',
      file: 'parse-validate/rowmill.mjs',
      isOwn: true,
      env: { ROWMILL_ENGINE: 'wasm' },
    },
    {
      id: 'rowmill-two',
      file: 'parse-validate/rowmill-two.mjs',
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
    { ...LARGE, name: 'few-large', title: 'Ten million rows, five fail' },
    { ...LARGE, name: 'percent', title: 'Ten million rows, one in a hundred fails' },
    {
      name: 'memory',
      title: 'Greatest resident size of the process while a million rows fail',
      unit: MEGABYTES,
      rounds: 1,
      warmups: 0,
    },
  ],
  marks: [
    perSecondAtLeast(OWN, 8e6),
    timesAtLeast(OWN, 'ajv', 10),
    timesAtLeast(OWN, 'duckdb', 4),
    // Of two cores: 8 M, and 4 M where one row in a hundred fails, of each; and ten times Ajv, which has one.
    perSecondAtLeast({ ...BOTH_CORES, case: 'few-large' }, 16e6),
    timesAtLeast({ ...BOTH_CORES, case: 'few-large' }, 'ajv', 20),
    perSecondAtLeast({ ...BOTH_CORES, case: 'percent' }, 8e6),
    perSecondAtLeast(ONE_CORE, 4e6),
    atMost({ case: 'memory', subject: 'command' }, 300),
  ],
};
