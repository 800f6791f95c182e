import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { renderHtml } from './html-report.ts';
import { renderJunit } from './junit-report.ts';
import type { RunReport } from './run-report.ts';

/** Paths of the three forms of a report. */
export interface ReportFiles {
  readonly json: string;
  readonly html: string;
  readonly junit: string;
}

/** Names of the three forms of a report in their folder. */
export const REPORT_NAMES: ReportFiles = {
  json: 'report.json',
  html: 'report.html',
  junit: 'junit.xml',
};

/** Where the reports of a folder are. */
export function reportFiles(directory: string): ReportFiles {
  const { json, html, junit } = REPORT_NAMES;
  return {
    json: join(directory, json),
    html: join(directory, html),
    junit: join(directory, junit),
  };
}

/**
 * Writes `report.json`, `report.html` and `junit.xml` into a folder, each of them whole or not at all.
 *
 * Lists of failing rows are named relative to the folder, so that it can be moved.
 */
export async function writeReports(directory: string, report: RunReport): Promise<ReportFiles> {
  await mkdir(directory, { recursive: true });
  const movable = withRelativeFiles(report, directory);
  const files = reportFiles(directory);
  await Promise.all([
    writeWhole(files.json, `${JSON.stringify(movable, undefined, 2)}\n`),
    writeWhole(files.html, renderHtml(movable)),
    writeWhole(files.junit, renderJunit(movable)),
  ]);
  return files;
}

function withRelativeFiles(report: RunReport, directory: string): RunReport {
  const checks = report.checks.map((check) =>
    check.failuresFile === undefined
      ? check
      : { ...check, failuresFile: relative(resolve(directory), resolve(check.failuresFile)) },
  );
  return { ...report, checks };
}

async function writeWhole(file: string, content: string): Promise<void> {
  const unfinished = `${file}.unfinished`;
  try {
    await writeFile(unfinished, content);
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}
