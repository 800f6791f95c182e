import { statSync } from 'node:fs';
import zlib from 'node:zlib';
import { runNode } from './node-process.mjs';
import { generateUsers, MAIN } from './rowmill-command.mjs';

/** Why a codec cannot be used here, or undefined. */
async function problemOf(codec) {
  if (codec === 'snappy') return undefined;
  const help = await runNode([MAIN, 'generate', '--help']);
  if (!help.includes('--compression')) return 'rowmill generate has no --compression';
  const isMissing = codec === 'zstd' && zlib.zstdCompressSync === undefined;
  return isMissing ? `zstd needs Node 22.15, this is ${process.versions.node}` : undefined;
}

/** A subject that answers the bytes of a Parquet file with this codec. */
export function parquetSize(codec) {
  return {
    name: `rowmill, Parquet with ${codec}`,
    units: { size: 1_000_000 },
    prepare: () => problemOf(codec),
    async run({ units: rows, file }) {
      const args = codec === 'snappy' ? [] : ['--compression', codec];
      await generateUsers(file, { rows, workers: 2, format: 'parquet', args });
      return statSync(file).size;
    },
  };
}
