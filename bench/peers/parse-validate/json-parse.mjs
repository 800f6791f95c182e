import { readLines } from '../../lib/read-lines.mjs';

let shared;

/** Checks nothing: what reading alone costs in JavaScript. */
export const peer = {
  name: 'JSON.parse alone',
  units: { few: 3_000_000, many: 3_000_000 },
  prepare(given) {
    shared = given;
  },
  run({ case: name, units }) {
    let rows = 0;
    readLines(shared.files[name], (line) => {
      if (typeof JSON.parse(line) === 'object') rows += 1;
    });
    if (rows !== units) throw new Error(`read ${rows} of ${units} rows`);
  },
};
