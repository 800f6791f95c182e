/** Names of the forms of a report in their folder. */
export const REPORT_NAMES = {
  json: 'report.json',
  html: 'report.html',
  junit: 'junit.xml',
  sarif: 'report.sarif',
  markdown: 'summary.md',
} as const;

/** Name of the profile that lies beside a report, where there is one. */
export const PROFILE_NAME = 'profile.json';

export type ReportForm = keyof typeof REPORT_NAMES;

export const REPORT_FORMS = Object.keys(REPORT_NAMES) as readonly ReportForm[];

/** Paths of the forms of a report. */
export type ReportFiles = Readonly<Record<ReportForm, string>>;
