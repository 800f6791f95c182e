import { verdictDigest } from '../../lib/verdict.mjs';

const PRODUCT = new URL('../../../packages/rowmill/dist/', import.meta.url);

let validateFile;
let shared;

export const peer = {
  name: 'rowmill (in process, 1 thread)',
  units: { few: 3_000_000, many: 3_000_000 },
  async prepare(given) {
    shared = given;
    ({ validateFile } = await import(new URL('validation/validate-file.js', PRODUCT).href));
  },
  async run({ case: name }) {
    const lines = [];
    const { rows } = await validateFile({
      file: shared.files[name],
      schemaFile: shared.schemaFile,
      onFailure: ({ line }) => {
        lines.push(line);
      },
    });
    return { digest: verdictDigest(rows, lines) };
  },
};
