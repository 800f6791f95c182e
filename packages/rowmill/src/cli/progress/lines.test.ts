import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lineProgress } from './lines.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('tells what is done as it is done, and progress at most every five seconds', () => {
  const lines: string[] = [];
  const { emit } = lineProgress((line) => lines.push(line));
  emit({ type: 'stage', stage: 'build', status: 'started' });
  for (let second = 0; second <= 12; second += 0.5) {
    emit({ type: 'progress', table: 'users', rows: second * 1000, totalRows: 20_000, bytes: 0 });
    vi.advanceTimersByTime(500);
  }
  emit({ type: 'table', table: 'users', rows: 20_000, bytes: 2_400_000, seconds: 2 });
  emit({ type: 'stage', stage: 'build', status: 'passed', seconds: 2.5, detail: 'all of it' });
  emit({ type: 'output', text: 'one\ntwo\n' });
  expect(lines).toEqual([
    '  users: 5,000 of 20,000 rows (25 %)',
    '  users: 10,000 of 20,000 rows (50 %)',
    '  users: 20,000 rows, 2.4 MB in 2.00 s (10 k rows/s)',
    'build: done in 2.50 s - all of it',
    '  | one\n  | two',
  ]);
});
