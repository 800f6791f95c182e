import type { RequestIssue } from '../../errors.ts';
import type { MaskRule, PlannedColumn } from '../mask-plan.ts';
import type { MaskableColumn, MaskableConstraints } from '../maskable-column.ts';

/** A masked column beside what is known of it. */
export interface SafetyColumn {
  readonly planned: PlannedColumn;
  readonly found: MaskableColumn;
  readonly rule: MaskRule;
}

/** One table, as the checks of its masks see it. */
export interface SafetyTable {
  readonly table: string;
  readonly locale: string;
  /** Those whose rules could be planned. */
  readonly columns: readonly SafetyColumn[];
  readonly constraints: MaskableConstraints;
  /** Rows of the source, where it knows. */
  readonly estimatedRows?: number | undefined;
  /** What is unsure is refused as well. */
  readonly strict: boolean;
  /** Day on which decisions have to hold, `2026-11-23`; absent where that is not asked. */
  readonly today?: string | undefined;
}

/** A check of one table: every problem at once, each with its fix. */
export type SafetyCheck = (table: SafetyTable) => readonly RequestIssue[];

export const columnPath = (table: string, column: string): string[] => [
  'tables',
  table,
  'columns',
  column,
];

/** The value comes out as it went in. */
export const isKept = ({ planned }: Pick<SafetyColumn, 'planned'>): boolean =>
  planned.properties.family === 'kept';

export const makesNulls = ({ planned }: Pick<SafetyColumn, 'planned'>): boolean =>
  planned.strategy.makesNulls;

export const isDropped = ({ planned }: Pick<SafetyColumn, 'planned'>): boolean =>
  planned.strategy.dropsColumn;
