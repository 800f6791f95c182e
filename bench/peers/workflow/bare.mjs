import { closeSync, fdatasync, openSync, rmSync, write } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { childRecords } from '../../lib/journal-records.mjs';
import { AT_A_TIME } from './shard-map.mjs';

const writeAsync = promisify(write);
const syncAsync = promisify(fdatasync);

const linesOf = (records) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** What a shard has to wait for: a durable start, and a durable end of two records. */
export const peer = {
  name: 'plain writes and fdatasync',
  units: { shard: 10_000 },
  async run({ units, folder }) {
    const path = join(folder, 'bare.ndjson');
    const start = performance.now();
    const file = openSync(path, 'a');
    for (let first = 0; first < units; first += AT_A_TIME) {
      const shards = Array.from({ length: AT_A_TIME }, (_, at) => childRecords(first + at));
      for (const part of [shards.map(([begin]) => begin), shards.flatMap(([, ...end]) => end)]) {
        await writeAsync(file, linesOf(part));
        await syncAsync(file);
      }
    }
    closeSync(file);
    const seconds = (performance.now() - start) / 1000;
    rmSync(path);
    return seconds;
  },
};
