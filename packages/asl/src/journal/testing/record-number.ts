import type { JournalRecord } from '../journal.ts';

/** A record that tells its number. */
export function recordNumber(index: number): JournalRecord {
  return {
    kind: 'event',
    execution: `/1/${index}`,
    at: 1_700_000_000_000 + index,
    event: { type: 'TaskSucceeded', task: '1', output: { index } },
  };
}
