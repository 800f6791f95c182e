import { resolve } from 'node:path';
import type { Request, ResolvedRequest } from '@rowmill/core/engine';
import type { CloudEngine } from '../../engines/cloud.ts';
import type { EndedRun, RunEngine, WantedRun, WrittenReport } from '../../engines/engine.ts';
import { CleanUpError } from '../../errors.ts';
import { renderMarkdown } from '../../reports/markdown-report.ts';
import type { RunReport } from '../../reports/run-report.ts';
import { requestPlaces } from '../../request/request-places.ts';
import {
  type EngineOptions,
  engineOption,
  openCloudEngine,
  openEngine,
} from '../engine-options.ts';
import { ExitCode } from '../exit-codes.ts';
import { addOutputs, addSummary } from '../github/github-files.ts';
import { annotateChecks } from '../github/tell-checks.ts';
import {
  assertKnown,
  type CommandRequest,
  loadForCommand,
  type RequestOptions,
  withPlaces,
} from '../load.ts';
import { ownVersion } from '../own-version.ts';
import { watched } from '../progress/watched.ts';
import type { Session } from '../session.ts';
import { shownPath } from '../shown-path.ts';
import { runEvent } from '../views/run-event.ts';
import { runSummary } from '../views/run-summary.ts';

export interface RunOptions extends Omit<RequestOptions, 'rows'>, EngineOptions {
  readonly env?: string;
  readonly report?: string;
  readonly keep?: boolean;
  readonly detach?: boolean;
}

/** Gets the report where nobody names another folder. */
const REPORT_FOLDER = 'rowmill-report';

/** The whole job. The report is written and the summary shown however far it comes. */
export async function run(options: RunOptions, session: Session): Promise<number> {
  const { loaded, resolved: asked } = await loadForCommand(options, session);
  const wanted = wantedRun({ loaded, resolved: withOptions(asked, options) }, options);
  if (options.detach === true) {
    const cloud = await openCloudEngine(options, session);
    return withPlaces(loaded, () => launch(wanted, cloud, { options, session }));
  }
  const engine = await openEngine(options, session);
  return withPlaces(loaded, async () => {
    const ended = await watched(session, (watch) => engine.start(wanted, watch));
    return concludeRun(ended, engine, { session, reportFolder: wanted.reportFolder });
  });
}

function wantedRun({ loaded, resolved }: CommandRequest, options: RunOptions): WantedRun {
  const { file, directory } = loaded;
  const places = requestPlaces(loaded, resolved.request, shownPath(resolve(file)));
  return {
    request: { file: resolve(file), directory, resolved, places },
    started: new Date(),
    command: commandLine(file, resolved.request.seed, options),
    rowmillVersion: ownVersion(),
    reportFolder: resolve(options.report ?? REPORT_FOLDER),
  };
}

/** Starts a run and leaves it to itself. */
async function launch(
  wanted: WantedRun,
  engine: CloudEngine,
  { options, session }: { readonly options: RunOptions; readonly session: Session },
): Promise<number> {
  const { output } = session;
  const id = await engine.launch(wanted);
  const { green, dim } = output.colors;
  output.print(`${green('✓')} run ${id} has begun, and goes on without this command`);
  output.print(dim(`  to follow it: rowmill runs resume ${id}${engineOption(options)}`));
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, run: id });
  return ExitCode.ok;
}

interface Conclusion {
  readonly session: Session;
  /** Absolute path. */
  readonly reportFolder?: string;
}

/**
 * Tells what a run came to.
 *
 * @returns its exit code
 * @throws why it did not pass
 */
export async function concludeRun(
  { record, error }: EndedRun,
  engine: RunEngine,
  { session, reportFolder = resolve(REPORT_FOLDER) }: Conclusion,
): Promise<number> {
  const written = await engine.report(record, reportFolder);
  if (written === undefined) return concludeWithoutReport({ record, error }, session);
  await tell(written, session);
  const { output } = session;
  const { report, files } = written;
  if (error !== undefined) {
    output.event({ type: 'run', ...runEvent(report, files) });
    throw withCleanUp(error, report);
  }
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, ...runEvent(report, files) });
  return ExitCode.ok;
}

/** A document of the user's own need not write one, and a run may fail before. */
function concludeWithoutReport({ record, error }: EndedRun, { output }: Session): number {
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
function commandLine(file: string, seed: number, options: RunOptions): string {
  const { env, scale, locale } = options;
  const extra = Object.entries({ env, scale, locale }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${value}`],
  );
  const command = ['rowmill run', `-f ${file}`, `--seed ${seed}`, ...extra].join(' ');
  return `${command}${engineOption(options)}`;
}

async function tell({ report: kept, files }: WrittenReport, session: Session): Promise<void> {
  const { output } = session;
  const report = withShownFiles(kept);
  output.print(runSummary(report, files, output));
  annotateChecks(report.checks, session);
  await addSummary((maxBytes) => renderMarkdown(report, maxBytes), session);
  const { runId, datasetId, outcome } = report;
  const outputs = { 'run-id': runId, 'dataset-id': datasetId, outcome, report: files.html };
  await addOutputs(outputs, session);
}

/** Lists of failing rows, named as a person would from here. */
function withShownFiles(report: RunReport): RunReport {
  const checks = report.checks.map((check) => {
    const { failuresFile } = check;
    return failuresFile === undefined ? check : { ...check, failuresFile: shownPath(failuresFile) };
  });
  return { ...report, checks };
}
