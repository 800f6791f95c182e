import type { RunEvent } from '../../ports.ts';
import { countOf, formatCount } from '../../reports/quantities.ts';
import { describeStage, describeTable, indent } from './describe.ts';
import { type Progress, thinned } from './thinned.ts';

const PROGRESS_MS = 5000;

/** One line for each table and stage that is done, and now and then one in between: fit for a log. */
export function lineProgress(write: (line: string) => void): Progress {
  const started = performance.now();
  const emit = (event: RunEvent): void => {
    const line = describeEvent(event);
    if (line !== undefined) write(line);
  };
  const thin = thinned(PROGRESS_MS, emit);
  return {
    emit(event) {
      // The first seconds need no line: most tables are done by then.
      const early = performance.now() - started < PROGRESS_MS;
      if (event.type !== 'progress' || !early) thin(event);
    },
    stop: () => {},
  };
}

/** @returns undefined where nothing is worth a line */
export function describeEvent(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'stage':
      return event.status === 'started' ? undefined : describeStage(event);
    case 'table':
      return `  ${describeTable(event)}`;
    case 'progress':
      return `  ${event.table}: ${howFar(event)}`;
    case 'note':
      return indent(event.message, '  ');
    case 'output':
      return indent(event.text.trimEnd(), '  | ');
  }
}

function howFar({ rows, totalRows }: { rows: number; totalRows?: number }): string {
  if (totalRows === undefined || totalRows === 0) return countOf(rows, 'row');
  return `${formatCount(rows)} of ${countOf(totalRows, 'row')} (${Math.floor((100 * rows) / totalRows)} %)`;
}
