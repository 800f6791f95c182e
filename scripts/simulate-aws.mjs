/**
 * Simulates runs on AWS: how long they take, what they cost, and what they wait for.
 *
 *   node scripts/simulate-aws.mjs [--rows 10M,1B,100B,1T] [--columns users|demo] [--concurrency 1000,10000]
 *                                 [--region us-east-1]
 *   node scripts/simulate-aws.mjs --write     writes the tables of docs/scaling.md
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { parseArgs } from 'node:util';

register('./load-typescript.mjs', import.meta.url);
const SIMULATION = new URL('../packages/aws/src/simulation/', import.meta.url);
const load = (file) => import(new URL(file, SIMULATION).href);
const { parseScalingOptions } = await load('parse-scaling-options.ts');
const { scalingRows, scalingTable, wallLines } = await load('scaling-tables.ts');
const { PROFILES } = await load('profiles.ts');
const { withScalingTables } = await load('scaling-page.ts');

const PAGE = new URL('../docs/scaling.md', import.meta.url);

function main() {
  const text = { type: 'string' };
  const options = {
    rows: text,
    columns: text,
    concurrency: text,
    region: text,
    write: { type: 'boolean' },
  };
  const { values } = parseArgs({ options });
  if (values.write) {
    writeFileSync(PAGE, withScalingTables(readFileSync(PAGE, 'utf8')));
    return;
  }
  const { concurrency: counts, ...chosen } = parseScalingOptions(values);
  console.log(PROFILES[chosen.profile].summary);
  for (const concurrency of counts) {
    const asked = { ...chosen, concurrency };
    console.log(
      `\n${concurrency.toLocaleString('en-US')} concurrent functions, ${chosen.region}\n`,
    );
    const rows = scalingRows(asked);
    console.log(scalingTable(rows));
    for (const wall of wallLines(asked)) console.log(`- ${wall}`);
  }
}

try {
  main();
} catch (error) {
  if (!(error instanceof RangeError) && error?.code?.startsWith?.('ERR_PARSE_ARGS') !== true)
    throw error;
  console.error(error.message);
  process.exitCode = 2;
}
