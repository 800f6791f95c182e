import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runNode } from '../lib/node-process.mjs';

const FOLDER = new URL('../kernels/', import.meta.url);

/** Scripts that print what they measure: parts of the product alone, for those who work on them. */
function scripts() {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).toSorted() : [];
  return [
    'columns.mjs',
    'parquet.mjs',
    ...files.filter((file) => file.endsWith('.mjs')).map((file) => `kernels/${file}`),
  ];
}

async function measure({ say }) {
  const texts = [];
  for (const title of scripts()) {
    say(`kernels: ${title}`);
    const text = await runNode([fileURLToPath(new URL(`../${title}`, import.meta.url))]);
    texts.push({ title, text: text.trimEnd() });
  }
  return { results: [], skipped: [], texts };
}

export const suite = {
  name: 'kernels',
  title: 'Parts alone',
  about:
    'What bench/columns.mjs, bench/parquet.mjs and the scripts of bench/kernels print; each has rounds, engines and digests of its own.',
  measure,
  cases: [],
};
