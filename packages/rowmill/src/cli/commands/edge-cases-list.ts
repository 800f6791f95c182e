import { caseLabels, type DroppedCase } from '@rowmill/core/engine';
import { countOf } from '../../reports/quantities.ts';
import { ExitCode } from '../exit-codes.ts';
import type { RequestOptions } from '../load.ts';
import { loadEdgeCases } from '../load-edge-cases.ts';
import type { Session } from '../session.ts';
import { textTable } from '../text-table.ts';

/** Cases of one column about one rule. */
interface ListedCases {
  readonly table: string;
  readonly column: string;
  readonly rule: string;
  readonly verdict: 'valid' | 'invalid';
  readonly count: number;
}

/** Shows the cases of tables, and which could not be used. */
export async function listEdgeCases(
  table: string | undefined,
  options: RequestOptions,
  { output, ...session }: Session,
): Promise<number> {
  const asked = table === undefined ? [] : [table];
  const { planned, only } = await loadEdgeCases(asked, options, { output, ...session });
  const invalid = await planned.invalidRows();
  const chosen = planned.tables.filter(({ name }) => only.has(name));
  const counts = new Map<string, ListedCases>();
  for (const one of chosen) {
    for (const label of caseLabels(one, invalid.get(one.name)?.rows)) {
      const { column, rule, verdict } = label;
      const identity = JSON.stringify([one.name, column, rule, verdict]);
      const count = (counts.get(identity)?.count ?? 0) + 1;
      counts.set(identity, { table: one.name, column, rule, verdict, count });
    }
  }
  const cases = [...counts.values()];
  const dropped = chosen.flatMap(({ name }) =>
    [...(planned.edgeCases.get(name)?.dropped ?? []), ...(invalid.get(name)?.dropped ?? [])].map(
      (one): DroppedCase & { readonly table: string } => ({ table: name, ...one }),
    ),
  );
  output.print(
    textTable(
      cases.map((one) => [one.table, one.column, one.rule, one.verdict, String(one.count)]),
      { head: ['table', 'column', 'rule', 'verdict', 'cases'], right: [4] },
    ),
  );
  for (const one of dropped)
    output.print(
      `left out: ${[one.table, one.column, one.name].join(' ').replace('  ', ' ')}: ${one.reason}`,
    );
  output.note(
    `${countOf(
      cases.reduce((sum, { count }) => sum + count, 0),
      'case',
    )}, ${dropped.length} left out`,
  );
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, cases, dropped });
  return ExitCode.ok;
}
