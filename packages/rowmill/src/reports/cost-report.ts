/** One thing that is paid for. */
export interface CostItem {
  /** `Lambda compute`, `Step Functions transitions` … */
  readonly name: string;
  readonly quantity: number;
  /** `GB-s`, `requests` … */
  readonly unit: string;
  readonly usd: number;
}

/** What a run was expected to take, in a file of the run: written before it starts, where it is paid for. */
export interface EstimateFile {
  readonly version: 1;
  /** Where the run is carried out, in words. */
  readonly place: string;
  readonly seconds: number;
  readonly usd: number;
  readonly items: readonly CostItem[];
}

/** Name of the {@link EstimateFile} in the folder of a run. */
export const ESTIMATE_FILE = 'estimate.json';

/** One thing that a run was expected to use, and what it has used of it. */
export interface CostComparison {
  readonly name: string;
  readonly unit: string;
  readonly estimated: Used;
  /** Absent where nobody counts it while the run goes on. */
  readonly counted?: Used;
}

interface Used {
  readonly quantity: number;
  readonly usd: number;
}

/** What a run was expected to cost, and what it did, as far as that can be counted when it ends. */
export interface CostReport {
  readonly place: string;
  readonly estimatedSeconds: number;
  /** US dollars, of everything. */
  readonly estimatedUsd: number;
  /** US dollars, of what was counted. */
  readonly countedUsd: number;
  /** US dollars that were estimated for what was counted: what {@link countedUsd} is to be compared with. */
  readonly estimatedOfCountedUsd: number;
  readonly items: readonly CostComparison[];
}

const NOTHING: Used = { quantity: 0, usd: 0 };

/** Puts an estimate beside what was counted; things have the same names in both. */
export function compareCosts(
  { place, seconds, usd, items }: EstimateFile,
  counted: readonly CostItem[],
): CostReport {
  const estimatedNames = new Set(items.map(({ name }) => name));
  const unexpected = counted.filter(({ name }) => !estimatedNames.has(name));
  const compared = [
    ...items.map(({ name, unit, ...estimated }) => {
      const found = counted.find((item) => item.name === name);
      return { name, unit, estimated, ...(found === undefined ? {} : { counted: usedOf(found) }) };
    }),
    ...unexpected.map((item) => ({
      name: item.name,
      unit: item.unit,
      estimated: NOTHING,
      counted: usedOf(item),
    })),
  ];
  const known = compared.filter((item) => 'counted' in item);
  return {
    place,
    estimatedSeconds: seconds,
    estimatedUsd: usd,
    countedUsd: sumOf(counted),
    estimatedOfCountedUsd: sumOf(known.map(({ estimated }) => estimated)),
    items: compared,
  };
}

const usedOf = ({ quantity, usd }: CostItem): Used => ({ quantity, usd });

const sumOf = (used: readonly Used[]): number => used.reduce((sum, { usd }) => sum + usd, 0);
