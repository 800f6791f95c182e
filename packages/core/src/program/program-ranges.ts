import type { Program, ProgramRange } from './steps.ts';

/** The rows of a range that each of the programs of a table makes, in order. */
export function programRanges(
  program: Program,
  { firstRow, rowCount }: Omit<ProgramRange, 'program'>,
): ProgramRange[] {
  const { behind } = program;
  if (behind === undefined) return [{ firstRow, rowCount, program }];
  const own = { firstRow: 0, rowCount: ownRows(program), program };
  const end = firstRow + rowCount;
  return [own, ...behind].flatMap((range) => {
    const from = Math.max(firstRow, range.firstRow);
    const to = Math.min(end, range.firstRow + range.rowCount);
    return from < to ? [{ firstRow: from, rowCount: to - from, program: range.program }] : [];
  });
}

/** Rows that a program makes itself. */
export function ownRows({ rowCount, behind }: Program): number {
  return behind?.[0]?.firstRow ?? rowCount;
}
