import { closeSync, fdatasync, openSync, rmSync, write } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { eventRecords } from '../../lib/journal-records.mjs';
import { WIDTHS } from './widths.mjs';

const writeAsync = promisify(write);
const syncAsync = promisify(fdatasync);

/** The least that makes records durable: their JSON, one write and one fdatasync for as many as come together. */
export const peer = {
  name: 'plain write and fdatasync',
  units: { one: 2_000, thousand: 200_000 },
  async run({ case: name, units, folder }) {
    const records = eventRecords(units);
    const width = WIDTHS[name];
    const path = join(folder, 'bare.ndjson');
    const start = performance.now();
    const file = openSync(path, 'a');
    for (let at = 0; at < records.length; at += width) {
      const lines = records.slice(at, at + width).map((record) => `${JSON.stringify(record)}\n`);
      await writeAsync(file, lines.join(''));
      await syncAsync(file);
    }
    closeSync(file);
    const seconds = (performance.now() - start) / 1000;
    rmSync(path);
    return seconds;
  },
};
