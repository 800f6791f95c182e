import { runScript } from '../../lib/node-process.mjs';
import { peakMegabytes } from '../../lib/peak-memory.mjs';

const RECORD = new URL('../record/duckdb.mjs', import.meta.url).href;

const script = (units, file) => `
  const { peer } = await import(${JSON.stringify(RECORD)});
  await peer.prepare();
  await peer.run(${JSON.stringify({ units, file })});
`;

export const peer = {
  name: 'DuckDB SQL (1 thread)',
  units: { ndjson: 10_000_000 },
  async prepare() {
    await import('@duckdb/node-api');
  },
  run: ({ units, file }) =>
    peakMegabytes(({ node, env }) =>
      runScript(script(units, file), { env: { ...env, NODE_OPTIONS: node.join(' ') } }),
    ),
};
