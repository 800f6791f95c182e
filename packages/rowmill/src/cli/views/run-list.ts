import type { ListedRun } from '../../engines/engine.ts';
import { formatSeconds } from '../../reports/quantities.ts';
import type { Output } from '../output.ts';
import { textTable } from '../text-table.ts';
import { formatTime, runMark } from './run-status.ts';

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
