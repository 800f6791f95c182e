import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { runShardMap } from './shard-map.mjs';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** Megabytes of the heap that are in use when nine shards of ten are made. */
async function heapWithin(count, folder) {
  let megabytes = 0;
  await runShardMap(count, folder, (shard) => {
    if (shard !== 0.9 * count) return;
    collectGarbage();
    megabytes = process.memoryUsage().heapUsed / 1e6;
  });
  return megabytes;
}

export const peer = {
  name: 'rowmill workflow',
  units: { shard: 10_000, bytes: 10_000, heap: 10_000 },
  async run({ case: name, units, folder }) {
    if (name === 'heap') {
      const few = await heapWithin(units / 10, folder);
      return (await heapWithin(units, folder)) - few;
    }
    const { seconds, bytes } = await runShardMap(units, folder);
    return name === 'bytes' ? bytes : seconds;
  },
};
