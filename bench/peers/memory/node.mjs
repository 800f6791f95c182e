import { runNode } from '../../lib/node-process.mjs';
import { peakMegabytes } from '../../lib/peak-memory.mjs';

/** The control: what every process of Node has. */
export const peer = {
  name: 'Node alone',
  units: { ndjson: 1, 'ndjson-long': 1, parquet: 1 },
  run: () => peakMegabytes(({ node, env }) => runNode([...node, '--eval', '0'], { env })),
};
