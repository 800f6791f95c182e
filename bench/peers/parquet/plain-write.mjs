import { closeSync, openSync, writeSync } from 'node:fs';

/** About what a row takes as Parquet with Snappy. */
const BYTES_PER_ROW = 60;
const BLOCK = Buffer.alloc(1 << 20, 0x5a);

/** The control: as many bytes, written block by block and not computed. */
export const peer = {
  name: `write() of ${BYTES_PER_ROW} bytes a row`,
  units: { file: 10_000_000 },
  run({ units, file }) {
    const output = openSync(file, 'w');
    try {
      for (let left = units * BYTES_PER_ROW; left > 0; left -= BLOCK.length) {
        writeSync(output, BLOCK, 0, Math.min(left, BLOCK.length));
      }
    } finally {
      closeSync(output);
    }
  },
};
