import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { DatasetProfile } from '../profile/dataset-profile.ts';
import { renderHtml } from './html-report.ts';
import { renderJunit } from './junit-report.ts';
import { renderMarkdown } from './markdown-report.ts';
import {
  PROFILE_NAME,
  REPORT_FORMS,
  REPORT_NAMES,
  type ReportFiles,
  type ReportForm,
} from './report-forms.ts';
import type { RunReport } from './run-report.ts';
import { runSarif } from './sarif/run-sarif.ts';
import { schemaUri } from './schema-uri.ts';
import { jsonText, writeWhole } from './write-whole.ts';

/** Where the reports of a folder are. */
export function reportFiles(directory: string): ReportFiles {
  const paths = REPORT_FORMS.map((form) => [form, join(directory, REPORT_NAMES[form])]);
  return Object.fromEntries(paths) as ReportFiles;
}

type Render = (report: RunReport, profile: DatasetProfile | undefined) => string;

const RENDERERS: Readonly<Record<ReportForm, Render>> = {
  json: (report) => jsonText({ $schema: schemaUri('report-1'), ...report }),
  html: renderHtml,
  junit: renderJunit,
  sarif: (report) => jsonText(runSarif(report)),
  markdown: (report) => renderMarkdown(report),
};

/**
 * Writes a report into a folder, in all of its forms or some of them, each file whole or not at all. The profile of the
 * dataset, where there is one, comes with the JSON.
 *
 * Lists of failing rows are named relative to the folder, so that it can be moved.
 */
export async function writeReports(
  directory: string,
  report: RunReport,
  {
    profile,
    forms = REPORT_FORMS,
  }: {
    readonly profile?: DatasetProfile | undefined;
    readonly forms?: readonly ReportForm[];
  } = {},
): Promise<ReportFiles> {
  await mkdir(directory, { recursive: true });
  const movable = withRelativeFiles(report, directory);
  const files = reportFiles(directory);
  await Promise.all(
    forms.map((form) => writeWhole(files[form], RENDERERS[form](movable, profile))),
  );
  if (profile !== undefined && forms.includes('json'))
    await writeWhole(
      join(directory, PROFILE_NAME),
      jsonText({ $schema: schemaUri('profile-1'), ...profile }),
    );
  return files;
}

function withRelativeFiles(report: RunReport, directory: string): RunReport {
  const checks = report.checks.map((check) =>
    check.failuresFile === undefined || check.failuresFile.includes('://')
      ? check
      : { ...check, failuresFile: relative(resolve(directory), resolve(check.failuresFile)) },
  );
  return { ...report, checks };
}

/** One form of a report as text. */
export function renderReport(
  form: ReportForm,
  report: RunReport,
  profile: DatasetProfile | undefined,
): string {
  return RENDERERS[form](report, profile);
}
