import { type CostItem, mapChildren, type ObjectStore, type StageReport } from 'rowmill/engine';
import { countedCosts } from '../cost/counted-costs.ts';
import { pricesOf } from '../cost/prices.ts';

export interface CountedRun {
  readonly run: string;
  readonly store: ObjectStore;
  readonly stages: readonly StageReport[];
  /** Of AWS. */
  readonly region: string;
}

/** What a run has used so far, from what its maps have left in the store. */
export async function countCosts(counted: CountedRun): Promise<readonly CostItem[]> {
  const { run, store, stages, region } = counted;
  return countedCosts({ children: await mapChildren(store, run), stages }, pricesOf(region));
}
