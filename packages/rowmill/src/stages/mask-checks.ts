import type { Request } from '@rowmill/core/engine';
import type { StoredTable } from '../stores/manifest.ts';
import type { CheckResult } from '../validation/check-result.ts';
import { proofChecks } from '../validation/proof-checks.ts';

/** What masking has promised of a table, as it was measured while it was masked. */
export function maskChecks(
  { name, origin, rows, masking, proof }: StoredTable,
  request: Pick<Request, 'tables' | 'masking'>,
): readonly CheckResult[] {
  if (proof === undefined) return origin === 'masked' ? [unmeasured(name, rows)] : [];
  return proofChecks({
    name,
    rows,
    masking,
    proof,
    anonymity: request.masking.anonymity?.[name],
    accepted: acceptedColumns(request, name),
  });
}

/** Columns of a table of which somebody has said why they may stay, whatever detectors find in them. */
export function acceptedColumns(
  { tables }: Pick<Request, 'tables'>,
  table: string,
): ReadonlySet<string> {
  const columns = Object.entries(tables[table]?.columns ?? {});
  return new Set(
    columns.flatMap(([column, decision]) =>
      decision.kind === 'mask' && decision.type !== undefined && isSaid(decision.reason)
        ? [column]
        : [],
    ),
  );
}

/** Whether somebody has said why a column may stay: what `rowmill scan` writes is evidence, and nobody's word. */
const isSaid = (reason: string | undefined): boolean =>
  reason !== undefined && !/^scan(?: \(unsure\))?: /.test(reason);

/** What nobody has looked at is not let through. */
const unmeasured = (table: string, rows: number): CheckResult => ({
  name: 'masksAreProven',
  table,
  columns: [],
  passed: false,
  checkedRows: 0,
  failingRows: rows,
  problem: 'nothing was measured while the table was masked - remove the dataset, and mask again',
  examples: [],
  seconds: 0,
});
