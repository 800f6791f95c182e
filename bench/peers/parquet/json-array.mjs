import { statSync } from 'node:fs';
import { generateUsers } from '../../lib/rowmill-command.mjs';

/** What people store when they store JSON: one array, without blanks. */
export const peer = {
  name: 'JSON array',
  units: { size: 1_000_000 },
  async run({ units: rows, file }) {
    await generateUsers(file, { rows, workers: 2, format: 'json' });
    return statSync(file).size;
  },
};
