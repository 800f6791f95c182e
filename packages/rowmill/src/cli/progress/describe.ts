import type { RunEvent } from '../../ports.ts';
import { countOf, formatBytes, formatRate, formatSeconds } from '../../reports/quantities.ts';
import type { Colors } from '../output.ts';

type TableEvent = Extract<RunEvent, { type: 'table' }>;
type StageEvent = Exclude<Extract<RunEvent, { type: 'stage' }>, { status: 'started' }>;

/** `users: 150,000 rows, 12 MB in 0.42 s (357 k rows/s)` */
export function describeTable({ table, rows, bytes, seconds }: TableEvent): string {
  const rate = seconds > 0 ? ` (${formatRate(rows / seconds)} rows/s)` : '';
  return `${table}: ${countOf(rows, 'row')}, ${formatBytes(bytes)} in ${formatSeconds(seconds)}${rate}`;
}

const WORDS = {
  passed: 'done',
  failed: 'failed',
  skipped: 'left out',
  stopped: 'stopped',
} as const;

/** `build: done in 1.20 s - 1,000,000 rows` */
export function describeStage({ stage, status, seconds, detail }: StageEvent): string {
  const time =
    status === 'skipped'
      ? ''
      : ` ${status === 'passed' ? 'in' : 'after'} ${formatSeconds(seconds)}`;
  return `${stage}: ${WORDS[status]}${time}${detail === '' ? '' : ` - ${detail}`}`;
}

/** ✓ for what passed, ✗ for what did not, a dash for what was left out. */
export function stageMark(
  status: 'passed' | 'failed' | 'skipped' | 'stopped',
  colors: Colors,
): string {
  if (status === 'passed') return colors.green('✓');
  return status === 'skipped' ? colors.dim('-') : colors.red('✗');
}

/** Every line of a text with something before it. */
export function indent(text: string, margin: string): string {
  return text.replace(/^/gm, margin);
}
