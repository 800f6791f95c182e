import { dirname } from 'node:path';
import { assertRoom, peakMegabytes } from '../../lib/peak-memory.mjs';
import { generateUsers } from '../../lib/rowmill-command.mjs';

const BYTES_PER_ROW = 172;

export const peer = {
  name: 'rowmill generate --workers 2',
  units: { ndjson: 10_000_000, 'ndjson-long': 100_000_000, parquet: 10_000_000 },
  run({ case: name, units: rows, file }) {
    assertRoom(dirname(file), rows * BYTES_PER_ROW);
    const format = name === 'parquet' ? 'parquet' : 'ndjson';
    return peakMegabytes((options) =>
      generateUsers(file, { ...options, rows, workers: 2, format }),
    );
  },
};
