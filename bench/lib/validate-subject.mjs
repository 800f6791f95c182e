import { join } from 'node:path';
import { failingLines } from './failing-lines.mjs';
import { verdictDigest } from './verdict.mjs';

const PRODUCT = new URL('../../packages/rowmill/dist/', import.meta.url);

/** Checks a file in the process of the subject; every failure goes to a file, from which lines are read. */
export function validateSubject({ name, units, workers }) {
  let validateFiles;
  let shared;
  return {
    name,
    units,
    async prepare(given) {
      shared = given;
      ({ validateFiles } = await import(new URL('validation/validate-files.js', PRODUCT).href));
    },
    async run({ case: caseName }) {
      const failuresFile = join(shared.folder, `${process.pid}.failures.ndjson`);
      const { rows } = await validateFiles([shared.files[caseName]], {
        schemaFile: shared.schemaFile,
        failuresFile,
        workers,
        limit: 0,
      });
      return { digest: verdictDigest(rows, failingLines(failuresFile)) };
    },
  };
}
