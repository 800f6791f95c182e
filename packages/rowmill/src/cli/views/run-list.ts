import { formatSeconds } from '../../reports/quantities.ts';
import type { RunStatus } from '../../runner/run-view.ts';
import type { Output } from '../output.ts';
import { textTable } from '../text-table.ts';
import { formatTime, runMark } from './run-status.ts';

/** A run as a line of a list. */
export interface ListedRun {
  readonly id: string;
  /** Name of the request. */
  readonly request?: string;
  readonly status: RunStatus | 'unreadable';
  /** RFC 3339, UTC. */
  readonly started?: string;
  /** From its start to its end, or until now while it is running; unknown where its process was killed. */
  readonly seconds?: number;
  /** How often it was begun: more than 1 where it was redriven. */
  readonly executions?: number;
  readonly dataset?: string;
  /** Why it cannot be read. */
  readonly problem?: string;
}

/** Runs, newest first, for a person. */
export function runList(runs: readonly ListedRun[], { colors }: Pick<Output, 'colors'>): string {
  const { bold, dim, yellow } = colors;
  if (runs.length === 0) return 'no runs yet - rowmill run makes one';
  const rows = runs.map(({ id, request = '', status, started, seconds, dataset = '', ...run }) => [
    `${runMark(status, colors)} ${status}`,
    bold(id),
    request,
    started === undefined ? '' : formatTime(Date.parse(started)),
    seconds === undefined ? '' : formatSeconds(seconds),
    run.problem === undefined ? dim(dataset) : yellow(run.problem),
  ]);
  const head = ['status', 'run', 'request', 'started', 'time', 'dataset'].map((word) => dim(word));
  return textTable(rows, { head, right: [4] });
}
