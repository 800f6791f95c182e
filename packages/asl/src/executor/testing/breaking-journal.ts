import { JournalError } from '../../errors.ts';
import type { Journal, JournalRecord } from '../../journal/journal.ts';
import { openMemoryJournal } from '../../journal/memory-journal.ts';

/**
 * A journal whose process dies: it takes some records more and then fails for ever. The last one it takes is durable,
 * but the process may die before it hears so.
 */
export function breakingJournal(
  records: readonly JournalRecord[],
  { appends, isLastHeard }: { readonly appends: number; readonly isLastHeard: boolean },
): Journal {
  const journal = openMemoryJournal(records);
  let left = appends;
  return {
    ...journal,
    async append(record) {
      left--;
      if (left >= 0) await journal.append(record);
      if (left < 0 || (left === 0 && !isLastHeard)) throw new JournalError('test', 'died');
    },
  };
}
