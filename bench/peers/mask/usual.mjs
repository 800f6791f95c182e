import { createHmac } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { KEY } from '../../lib/mask-values.mjs';
import { readLines } from '../../lib/read-lines.mjs';
import { USER_SCHEMA } from '../../lib/user-schema.mjs';

const ajv = new Ajv2020({ strict: true });
addFormats.default(ajv, { mode: 'full' });
const validate = ajv.compile(USER_SCHEMA);

const FIRST = ['Ada', 'Grace', 'Alan', 'Emmy', 'Kurt', 'Sofia', 'Carl', 'Rosalind'];
const LAST = ['Hopper', 'Noether', 'Turing', 'Gauss', 'Franklin', 'Euler', 'Curie', 'Boole'];
const ROWS_PER_WRITE = 1000;

const digest = (text) => createHmac('sha256', KEY).update(text).digest();

function maskRow(row) {
  const email = digest(row.email);
  const name = digest(row.name);
  const phone = String(digest(row.phone).readUInt32LE(0)).padStart(10, '0');
  row.email = `${email.toString('hex', 0, 8)}@example.com`;
  row.name = `${FIRST[name[0] % FIRST.length]} ${LAST[name[1] % LAST.length]}`;
  row.phone = `(${phone.slice(0, 3)}) ${phone.slice(3, 6)}-${phone.slice(6)}`;
  return row;
}

let shared;

/** The masks are simpler than those of rowmill: a digest each, no FF1, eight names. */
export const peer = {
  name: 'JSON.parse, Ajv (strict, formats in full), HMAC, JSON.stringify',
  units: { file: 300_000 },
  prepare(given) {
    shared = given;
  },
  run({ file, units }) {
    const output = openSync(file, 'w');
    let lines = '';
    let rows = 0;
    readLines(shared.files.few, (line) => {
      const row = maskRow(JSON.parse(line));
      if (!validate(row)) throw new Error(`row ${rows} breaks the schema`);
      lines += `${JSON.stringify(row)}\n`;
      rows += 1;
      if (rows % ROWS_PER_WRITE !== 0) return;
      writeSync(output, lines);
      lines = '';
    });
    writeSync(output, lines);
    closeSync(output);
    if (rows !== units) throw new Error(`masked ${rows} of ${units} rows`);
  },
};
