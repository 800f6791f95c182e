import type { ClaimAssessment } from '@rowmill/core/engine';
import type { Output } from '../output.ts';
import { textTable } from '../text-table.ts';

type Colors = Output['colors'];

/** A claim for a person: each column with its verdict and why. */
export function claimText(claim: ClaimAssessment, colors: Colors): string {
  const { bold, dim, green, red } = colors;
  const outcome = claim.refused
    ? red('refused')
    : claim.earned
      ? green('earned')
      : dim('open: the run has to show it');
  const mark = (verdict: string): string =>
    verdict === 'refused' ? red(verdict) : verdict === 'passes' ? green(verdict) : dim(verdict);
  const rows = [
    ...claim.columns.map(({ table, column, verdict, reason }) => [
      `${table}.${column}`,
      mark(verdict),
      reason,
    ]),
    ...claim.statements.map(({ statement, verdict, reason }) => [statement, mark(verdict), reason]),
  ];
  const head = `${bold(`claim ${claim.claim}`)}  ${outcome}`;
  return rows.length === 0 ? head : `${head}\n${textTable(rows, { indent: 2 })}`;
}
