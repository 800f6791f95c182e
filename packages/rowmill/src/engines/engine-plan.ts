import type { CostItem } from '../reports/cost-report.ts';

export interface StageTime {
  /** One of the stages of a run. */
  readonly stage: string;
  readonly seconds: number;
  /** What keeps it from being faster, in words. */
  readonly limit: string;
}

/** What a run on another engine than this machine is expected to take, before it is started. */
export interface EnginePlan {
  /** `deployment qa in eu-central-1`. */
  readonly place: string;
  /** From the start to the end. */
  readonly seconds: number;
  readonly stages: readonly StageTime[];
  readonly usd: number;
  readonly usdPerMillionRows: number;
  readonly items: readonly CostItem[];
  /** How shards and functions are sized and why, and what the figures rest on: sentences. */
  readonly notes: readonly string[];
}
