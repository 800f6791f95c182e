import type { StrategyDefinition, StrategyProperties } from './define.ts';
import type { Strategies } from './nested-rules.ts';

/** The decision for one column: a masking strategy and its options, as the request has them. */
export interface MaskRule {
  readonly column: string;
  readonly strategy: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Columns of one domain share their masks; absent where the use of the strategy is the domain. */
  readonly domain?: string;
  /** Kind of personal data that the column was decided to hold. */
  readonly piiType?: string;
  /** Why it was decided so, by whom, and the last day of it (`2027-01-31`). */
  readonly reason?: string;
  readonly approver?: string;
  readonly expires?: string;
}

/** A column with its strategy, ready to be set up. */
export interface PlannedColumn {
  readonly name: string;
  readonly strategy: StrategyDefinition;
  readonly options: Readonly<Record<string, unknown>>;
  /** Those of the strategies inside it included. */
  readonly properties: StrategyProperties;
  readonly maxLength: number | undefined;
  readonly sourceType: string | undefined;
  readonly domain: string | undefined;
  readonly piiType: string | undefined;
  /** Columns whose values it reads, and columns whose masks it reads. */
  readonly reads: readonly string[];
  readonly readsMasked: readonly string[];
}

/** How one table is masked: one entry per column of the source, in its order. */
export interface MaskPlan {
  readonly table: string;
  readonly locale: string;
  readonly columns: readonly PlannedColumn[];
  /** What they are chosen from, also by strategies inside others. */
  readonly strategies: Strategies;
  /** A masking key is needed. */
  readonly keyed: boolean;
  /** Locales whose words have to be loaded. */
  readonly wordLocales: readonly string[];
}
