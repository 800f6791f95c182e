import { resolve } from 'node:path';
import { StoreError } from '../../errors.ts';
import { REPORT_FORMS, type ReportForm } from '../../reports/report-forms.ts';
import { renderReport, reportFiles, writeReports } from '../../reports/write-reports.ts';
import { UsageError } from '../../usage-error.ts';
import { type EngineOptions, openEngine } from '../engine-options.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { shownPath } from '../shown-path.ts';

export interface ReportOptions extends EngineOptions {
  /** Folder, or `-`. */
  readonly output: string;
  readonly format?: readonly ReportForm[];
}

/** Writes the reports of a run again, from what the run has kept: nothing is run, and nothing is checked anew. */
export async function report(
  wanted: string,
  options: ReportOptions,
  session: Session,
): Promise<number> {
  const { format: forms = REPORT_FORMS, output: folder } = options;
  const [form, ...others] = forms;
  const toStdout = folder === '-';
  if (toStdout && (form === undefined || others.length > 0))
    throw new UsageError('--output -: stdout takes one form - add --format markdown, or another');
  const engine = await openEngine(options, session);
  const id = await engine.find(wanted);
  const stored = await engine.storedReport(id);
  if (stored === undefined)
    throw new UsageError(
      `run ${id}: it has no report: it has not ended, or its workflow writes none - rowmill runs show ${id}`,
    );
  const { output } = session;
  const result = { type: 'result', ok: true, exitCode: ExitCode.ok, run: id } as const;
  if (toStdout && form !== undefined) {
    output.print(renderReport(form, stored.report, stored.profile).trimEnd());
    output.event(result);
    return ExitCode.ok;
  }
  const directory = resolve(folder);
  await writeReports(directory, stored.report, { profile: stored.profile, forms }).catch(
    (error: unknown) => {
      throw StoreError.of(directory, 'writing the report', error);
    },
  );
  const files = reportFiles(directory);
  for (const written of forms)
    output.print(`${output.colors.green('✓')} ${shownPath(files[written])}`);
  const paths = Object.fromEntries(forms.map((written) => [written, files[written]]));
  output.event({ ...result, outcome: stored.report.outcome, report: paths });
  return ExitCode.ok;
}
