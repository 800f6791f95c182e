import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readLines } from '../../lib/read-lines.mjs';
import { USER_SCHEMA } from '../../lib/user-schema.mjs';
import { verdictDigest } from '../../lib/verdict.mjs';

const ajv = new Ajv2020({ strict: true });
addFormats.default(ajv, { mode: 'full' });
const validate = ajv.compile(USER_SCHEMA);

let shared;

export const peer = {
  name: 'JSON.parse and Ajv (strict, formats in full)',
  units: { few: 3_000_000, many: 3_000_000, 'few-large': 10_000_000, percent: 10_000_000 },
  prepare(given) {
    shared = given;
  },
  run({ case: name }) {
    const failing = [];
    let rows = 0;
    readLines(shared.files[name], (line, number) => {
      rows += 1;
      if (!validate(JSON.parse(line))) failing.push(number);
    });
    return { digest: verdictDigest(rows, failing) };
  },
};
