import { runNode } from '../../lib/node-process.mjs';
import { MAIN } from '../../lib/rowmill-command.mjs';
import { verdictDigest } from '../../lib/verdict.mjs';

let shared;

export const peer = {
  name: 'rowmill validate (whole process)',
  units: { few: 3_000_000, many: 3_000_000 },
  prepare(given) {
    shared = given;
  },
  async run({ case: name, units }) {
    const options = ['--schema', shared.schemaFile, '--limit', String(units), '--json'];
    const answer = await runNode([MAIN, 'validate', shared.files[name], ...options], {
      codes: [1],
    });
    const events = answer
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const lines = events.filter(({ type }) => type === 'failure').map(({ line }) => line);
    return { digest: verdictDigest(events.at(-1).rows, lines) };
  },
};
