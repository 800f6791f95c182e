import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atMost, perSecondAtLeast, secondsAtMost, timesAtLeast } from '../lib/marks.mjs';
import { generateUsers } from '../lib/rowmill-command.mjs';
import { MEGABYTES, nanosecondsPer } from '../lib/units.mjs';
import { USER_SCHEMA } from '../lib/user-schema.mjs';

const ROWS = 10_000_000;
/** Rows of those who take seconds for a million. */
const FEW_ROWS = 300_000;
const MOST_MEGABYTES = 250;
const COMMAND = { case: 'file', subject: 'command' };

const REQUEST = `name: bench
seed: 42
locale: en
tables:
  user:
    source: { kind: ndjson, path: ./all.ndjson }
    key: id
    columns:
      id: { mask: keep }
      email: { mask: fake.email }
      name: { mask: fake.person }
      phone: { mask: fpe.ff1 }
      created_at: { mask: keep }
masking: { key: env:ROWMILL_BENCH_KEY }
validation: { schemas: { user: ./user.schema.json } }
`;

/** A file of records, one of few of them, a request that masks the first, and the schema. */
async function setUp({ folder, sizeOf }) {
  const files = { all: join(folder, 'all.ndjson'), few: join(folder, 'few.ndjson') };
  await generateUsers(files.all, { rows: sizeOf(ROWS), workers: 2 });
  await generateUsers(files.few, { rows: sizeOf(FEW_ROWS), workers: 2 });
  writeFileSync(join(folder, 'rowmill.yaml'), REQUEST);
  writeFileSync(join(folder, 'user.schema.json'), JSON.stringify(USER_SCHEMA));
  return { folder, files };
}

export const suite = {
  name: 'mask',
  title: 'Masking a file of NDJSON',
  about:
    'The user record, read, checked against its JSON Schema, and written with other e-mail addresses, names and telephone numbers: those of invented people by key, and FF1. The usual pipeline is JSON.parse, Ajv, an HMAC for each of the three and JSON.stringify. Functions alone: on e-mail addresses of 26 bytes and numerals of ten digits, by one thread.',
  subjects: [
    { id: 'command', file: 'mask/command.mjs', isOwn: true },
    { id: 'rowmill', file: 'mask/rowmill.mjs', isOwn: true, env: { ROWMILL_ENGINE: 'wasm' } },
    { id: 'usual', file: 'mask/usual.mjs', packageName: 'ajv' },
    { id: 'prf', file: 'mask/prf.mjs', isOwn: true, env: { ROWMILL_ENGINE: 'wasm' } },
    { id: 'ff1', file: 'mask/ff1.mjs', isOwn: true, env: { ROWMILL_ENGINE: 'wasm' } },
    { id: 'hmac', file: 'mask/hmac.mjs' },
  ],
  setUp,
  cases: [
    { name: 'file', title: 'File to file', unit: nanosecondsPer('row'), file: 'masked.ndjson' },
    { name: 'values', title: 'Functions alone', unit: nanosecondsPer('value') },
    {
      name: 'memory',
      title: 'Greatest resident size of the process',
      unit: MEGABYTES,
      rounds: 1,
      warmups: 0,
      file: 'masked.ndjson',
    },
  ],
  marks: [
    secondsAtMost(COMMAND, ROWS, 4),
    timesAtLeast(COMMAND, 'usual', 18),
    perSecondAtLeast({ case: 'values', subject: 'prf' }, 25e6),
    timesAtLeast({ case: 'values', subject: 'prf' }, 'hmac', 30),
    perSecondAtLeast({ case: 'values', subject: 'ff1' }, 4e6),
    atMost({ case: 'memory', subject: 'command' }, MOST_MEGABYTES),
  ],
};
