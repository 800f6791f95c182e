import { PIPELINE, PROPOSED_PIPELINE } from '../cost/traits.ts';
import { type ScalingOptions, scalingRows, scalingTable, wallLines } from './scaling-tables.ts';

const SIZES = [10e6, 100e6, 1e9, 10e9, 100e9, 1e12];
const BASE = { rows: SIZES, profile: 'users', concurrency: 1000, region: 'us-east-1' } as const;

/** The tables of docs/scaling.md, by the names that its comments give them. */
const TABLES: Readonly<Record<string, ScalingOptions>> = {
  'as it is': { ...BASE, traits: PIPELINE },
  'demo as it is': { ...BASE, profile: 'demo', traits: PIPELINE },
  'keys by ranges': { ...BASE, traits: PROPOSED_PIPELINE },
  'keys by ranges, 10,000 functions': {
    ...BASE,
    concurrency: 10_000,
    traits: PROPOSED_PIPELINE,
  },
};

const BLOCK =
  /(<!-- simulation: ([^>]+?), written by scripts\/simulate-aws\.mjs -->\n)[\s\S]*?(<!-- end of simulation -->)/g;

/** The page with its tables as the simulation gives them now. @throws Error for a table that there is not. */
export function withScalingTables(page: string): string {
  return page.replace(BLOCK, (_, begin: string, name: string, end: string) => {
    const options = TABLES[name];
    if (options === undefined) throw new Error(`docs/scaling.md: there is no table "${name}"`);
    const walls = wallLines(options).map((line) => `- ${line}`);
    const list = walls.length === 0 ? '' : `\n${walls.join('\n')}\n`;
    return `${begin}\n${scalingTable(scalingRows(options))}\n${list}\n${end}`;
  });
}
