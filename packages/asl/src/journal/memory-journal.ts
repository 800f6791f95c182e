import { JournalError } from '../errors.ts';
import type { Journal, JournalRecord } from './journal.ts';

/**
 * A journal that is gone with the process: for tests, and for executions that nobody resumes.
 *
 * It keeps records as JSON, as a file would, so that what it gives back shares nothing with what was put in. It can
 * be read after it was closed; `records` are those that it begins with, e.g. of a journal that broke off.
 *
 * @throws JournalError from `append` when it was closed.
 */
export function openMemoryJournal(records: Iterable<JournalRecord> = []): Journal {
  const lines = Array.from(records, (record) => JSON.stringify(record));
  let isClosed = false;
  return {
    async append(record) {
      if (isClosed) {
        throw new JournalError('memory', 'the journal was closed - open another one to write on');
      }
      lines.push(JSON.stringify(record));
    },
    records: () => parsed(lines.slice()),
    async close() {
      isClosed = true;
    },
  };
}

async function* parsed(lines: readonly string[]): AsyncGenerator<JournalRecord> {
  for (const line of lines) yield JSON.parse(line);
}
