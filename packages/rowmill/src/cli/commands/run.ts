import { appendFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Request, ResolvedRequest } from '@rowmill/core/engine';
import { CleanUpError, StoreError } from '../../errors.ts';
import type { RunContext } from '../../ports.ts';
import type { RunReport } from '../../reports/run-report.ts';
import { type ReportFiles, writeReports } from '../../reports/write-reports.ts';
import { createRunId } from '../../runs/run-id.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import { type PipelineResult, runPipeline } from '../../workflow/run-pipeline.ts';
import { ExitCode } from '../exit-codes.ts';
import { assertKnown, loadForCommand, type RequestOptions, withPlaces } from '../load.ts';
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
  const resolved = withOptions(asked, options);
  const { output, signal, variables: environment } = session;
  const store = createDirectoryStore(resolve(options.store));
  const started = new Date();
  const runId = createRunId(started);
  const facts = {
    command: commandLine(loaded.file, resolved.request.seed, options),
    rowmillVersion: ownVersion(),
    started,
  };
  const progress = await openProgress(output);
  let result: PipelineResult;
  try {
    result = await withPool(options.workers, (pool) => {
      const context: RunContext = {
        runId,
        signal,
        emit: progress.emit,
        pool,
        store,
        environment,
        directory: loaded.directory,
      };
      return runPipeline(resolved, context, facts);
    });
  } finally {
    progress.stop();
  }
  const { report, error } = result;
  const folders = { report: resolve(options.report), run: store.path(`runs/${runId}`) };
  const files = await keepReport(report, folders, error);
  await tell(report, files, session);
  if (error !== undefined) {
    output.event({ type: 'run', ...runEvent(report, files) });
    return withPlaces(loaded, () => Promise.reject(withCleanUp(error, report)));
  }
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, ...runEvent(report, files) });
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

/** @throws the error of the run, if there is one: that the report cannot be written either is then no news. */
async function keepReport(
  report: RunReport,
  folders: { report: string; run: string },
  error: unknown,
): Promise<ReportFiles> {
  try {
    await writeReports(folders.run, report);
    return await writeReports(folders.report, report);
  } catch (cause) {
    throw error ?? StoreError.of(folders.report, 'writing the report', cause);
  }
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
