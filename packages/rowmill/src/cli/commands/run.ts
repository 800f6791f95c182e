import { appendFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Request, ResolvedRequest } from '@rowmill/core/engine';
import { CleanUpError } from '../../errors.ts';
import type { RunReport } from '../../reports/run-report.ts';
import { type ReportFiles, reportFiles } from '../../reports/write-reports.ts';
import type { EndedRun } from '../../runner/drive-run.ts';
import { readRunReport } from '../../runner/run-report.ts';
import { startRun, workflowOf } from '../../runner/start-run.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import { ExitCode } from '../exit-codes.ts';
import {
  assertKnown,
  type CommandRequest,
  loadForCommand,
  type RequestOptions,
  withPlaces,
} from '../load.ts';
import { ownVersion } from '../own-version.ts';
import { openProgress } from '../progress/progress.ts';
import type { Session } from '../session.ts';
import { runEvent } from '../views/run-event.ts';
import { runMarkdown } from '../views/run-markdown.ts';
import { runSummary } from '../views/run-summary.ts';
import { withPool } from '../with-pool.ts';

export interface RunOptions extends Omit<RequestOptions, 'rows'> {
  readonly env?: string;
  readonly workers?: number;
  readonly store: string;
  readonly report: string;
  readonly keep?: boolean;
}

/** The whole job. The report is written and the summary shown however far it comes. */
export async function run(options: RunOptions, session: Session): Promise<number> {
  const { loaded, resolved: asked } = await loadForCommand(options, session);
  const store = createDirectoryStore(resolve(options.store));
  const ended = await drive({ loaded, resolved: withOptions(asked, options) }, options, {
    store,
    session,
  });
  return withPlaces(loaded, () => concludeRun(ended, store, session));
}

async function drive(
  { loaded, resolved }: CommandRequest,
  options: RunOptions,
  { store, session }: { readonly store: ObjectStore; readonly session: Session },
): Promise<EndedRun> {
  const { output, signal, variables: environment } = session;
  const { file, directory } = loaded;
  const request = { file: resolve(file), directory, resolved };
  const workflow = await workflowOf(request);
  const wanted = {
    request,
    started: new Date(),
    command: commandLine(file, resolved.request.seed, options),
    rowmillVersion: ownVersion(),
    reportFolder: resolve(options.report),
  };
  const progress = await openProgress(output);
  try {
    return await withPool(options.workers, (pool) =>
      startRun(wanted, workflow, { store, pool, environment, emit: progress.emit, signal }),
    );
  } finally {
    progress.stop();
  }
}

/**
 * Tells what a run came to.
 *
 * @returns its exit code
 * @throws why it did not pass
 */
export async function concludeRun(
  { record, error }: EndedRun,
  store: ObjectStore,
  session: Session,
): Promise<number> {
  const report = await readRunReport(store, record.id);
  if (report === undefined) return concludeWithoutReport({ record, error }, session);
  const files = reportFiles(record.reportFolder);
  await tell(report, files, session);
  const { output } = session;
  if (error !== undefined) {
    output.event({ type: 'run', ...runEvent(report, files) });
    throw withCleanUp(error, report);
  }
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, ...runEvent(report, files) });
  return ExitCode.ok;
}

/** A document of the user's own need not write one, and a run may fail before. */
function concludeWithoutReport(
  { record, error }: Pick<EndedRun, 'record' | 'error'>,
  { output }: Session,
): number {
  if (error !== undefined) throw error;
  output.print(`${output.colors.green('✓')} ${record.name} passed - its workflow writes no report`);
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, run: record.id });
  return ExitCode.ok;
}

/** What could not be removed outweighs what went wrong before: somebody has to see to it. */
function withCleanUp(error: unknown, { stages, environments }: RunReport): unknown {
  const failed = stages.find(({ name, status }) => name === 'clean up' && status === 'failed');
  if (failed === undefined || error instanceof CleanUpError) return error;
  const first = error instanceof Error ? error : new Error(String(error));
  const second = new Error(
    `clean-up is incomplete: ${failed.detail} - then run: rowmill doctor --fix`,
  );
  return new CleanUpError(
    [first, second],
    environments.flatMap(({ removed }) => removed),
  );
}

function withOptions(
  { request, imports }: ResolvedRequest,
  { env, keep }: RunOptions,
): ResolvedRequest {
  if (env !== undefined) assertKnown('environment', env, Object.keys(request.environments));
  const environments: Request['environments'] =
    env === undefined
      ? request.environments
      : Object.fromEntries(Object.entries(request.environments).filter(([name]) => name === env));
  return {
    request: { ...request, environments, ...(keep ? { cleanup: 'never' as const } : {}) },
    imports,
  };
}

/** What does the same again. */
function commandLine(file: string, seed: number, { env, scale, locale }: RunOptions): string {
  const extra = Object.entries({ env, scale, locale }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${value}`],
  );
  return ['rowmill run', `-f ${file}`, `--seed ${seed}`, ...extra].join(' ');
}

async function tell(
  report: RunReport,
  files: ReportFiles,
  { output, variables }: Session,
): Promise<void> {
  output.print(runSummary(report, files.html, output));
  const summaryFile = variables.GITHUB_STEP_SUMMARY;
  if (summaryFile !== undefined && summaryFile !== '')
    await appendFile(summaryFile, runMarkdown(report));
}
