import { join, resolve } from 'node:path';
import { type CaseFormat, caseFiles, writeInto } from '../../edge-cases/case-files.ts';
import { countOf } from '../../reports/quantities.ts';
import { ExitCode } from '../exit-codes.ts';
import type { RequestOptions } from '../load.ts';
import { loadEdgeCases } from '../load-edge-cases.ts';
import type { Session } from '../session.ts';
import { shownPath } from '../shown-path.ts';
import { textTable } from '../text-table.ts';

export interface ExportOptions extends RequestOptions {
  readonly out: string;
  readonly format: CaseFormat;
}

/** Writes edge rows, invalid rows and labels to files. */
export async function exportEdgeCases(
  tables: readonly string[],
  { out, format, ...options }: ExportOptions,
  session: Session,
): Promise<number> {
  const { output } = session;
  const { planned, only } = await loadEdgeCases(tables, options, session);
  const folder = resolve(out);
  const files = await caseFiles(planned, { format, only });
  await writeInto(folder, files);
  const written = files.map(({ name, rows }) => ({ file: join(folder, name), rows }));
  output.print(
    textTable(
      written.map(({ file, rows }) => [shownPath(file), countOf(rows, 'row')]),
      { right: [1] },
    ),
  );
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, files: written });
  return ExitCode.ok;
}
