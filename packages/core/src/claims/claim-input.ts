import type { StrategyProperties } from '../mask/define.ts';
import type { MaskPlan, PlannedColumn } from '../mask/mask-plan.ts';
import { propertiesOf, withNested } from '../mask/nested-rules.ts';
import { type PiiType, piiType } from '../pii/pii-types.ts';
import type { TableProof } from '../proof/table-proof.ts';
import type { AnonymityRequest, MaskingRequest } from '../request/types-masking.ts';

/** A strategy with its options: the one of a column, or one that stands inside it. */
export interface ClaimRule {
  readonly strategy: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly properties: StrategyProperties;
}

/** A masked column, as claims judge it. */
export interface ClaimColumn extends ClaimRule {
  readonly table: string;
  readonly column: string;
  /** Kind of personal data that it is decided to hold; `none` for data of nobody; absent where nobody has decided. */
  readonly type: string | undefined;
  /** Strategies inside the one of the column, at any depth. */
  readonly inside: readonly ClaimRule[];
  /** Columns of the row whose values its masks are made of, and those whose masks. */
  readonly reads: readonly string[];
  readonly readsMasked: readonly string[];
}

/** All that a claim is judged by. */
export interface ClaimInput {
  readonly columns: readonly ClaimColumn[];
  readonly masking: MaskingRequest;
  /** The day of the judgement, `2026-11-23`: what has expired by then counts for nothing. */
  readonly today: string;
  /** What was measured behind masking, by table; absent before the run. */
  readonly proofs?: Readonly<Record<string, TableProof>>;
}

/** The columns of masked tables, as claims judge them. */
export function claimColumns(plans: readonly MaskPlan[]): readonly ClaimColumn[] {
  return plans.flatMap((plan) => plan.columns.map((column) => claimColumn(plan, column)));
}

function claimColumn({ table, strategies }: MaskPlan, planned: PlannedColumn): ClaimColumn {
  const { name, strategy, options, properties, piiType: type, reads, readsMasked } = planned;
  const [, ...inside] = withNested({ strategy, options }, strategies);
  return {
    table,
    column: name,
    type,
    strategy: strategy.name,
    options,
    properties,
    inside: inside.map((rule) => ({
      strategy: rule.strategy.name,
      options: rule.options,
      properties: propertiesOf(rule, strategies),
    })),
    reads,
    readsMasked,
  };
}

/** Facts of the kind of data in a column; undefined for data of nobody. */
export const kindOf = ({ type }: Pick<ClaimColumn, 'type'>): PiiType | undefined =>
  type === undefined ? undefined : piiType(type);

/** What was measured of a column. */
export function proofOf({ proofs }: ClaimInput, { table, column }: ClaimColumn) {
  return proofs?.[table]?.columns.find((one) => one.column === column);
}

export const limitsOf = ({ masking }: ClaimInput, table: string): AnonymityRequest | undefined =>
  masking.anonymity?.[table];
