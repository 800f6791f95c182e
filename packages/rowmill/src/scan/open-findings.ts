import type { ScannedColumn, ScannedTable } from './scan-tables.ts';
import { type WaivedFinding, type Waiver, waiverOf } from './waivers.ts';

/** A column that somebody has to decide on. */
export interface OpenFinding {
  readonly table: string;
  readonly finding: ScannedColumn;
  /** Of a waiver that is over; one that counts closes the finding. */
  readonly expired?: Waiver;
}

/** Which verdicts keep a scan from passing. */
export type FailOn = 'pii' | 'unsure';

/** Columns with personal data, or perhaps with some, that the request does not decide on and nobody has waived. */
export function openFindings(
  tables: readonly ScannedTable[],
  { waivers, failOn, today }: { waivers: readonly Waiver[]; failOn: FailOn; today: string },
): readonly OpenFinding[] {
  return tables.flatMap(({ table, columns }) =>
    columns.flatMap((finding): OpenFinding[] => {
      if (finding.decision !== undefined || !counts(finding, failOn)) return [];
      const waived: WaivedFinding | undefined = waiverOf(waivers, { table, finding, today });
      if (waived === undefined) return [{ table, finding }];
      return waived.isExpired ? [{ table, finding, expired: waived.waiver }] : [];
    }),
  );
}

const counts = ({ verdict }: ScannedColumn, failOn: FailOn): boolean =>
  verdict === 'pii' || (verdict === 'unsure' && failOn === 'unsure');
