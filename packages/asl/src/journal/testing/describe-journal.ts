import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Journal } from '../journal.ts';
import { recordNumber } from './record-number.ts';
import { anyRecord, asJson, recordsIn } from './records.ts';

/** What holds for every journal. @param open an empty one */
export function describeJournal(name: string, open: () => Promise<Journal>): void {
  describe(`journal: ${name}`, () => {
    it('gives back what was appended, in order', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyRecord), async (records) => {
          const journal = await open();
          for (const record of records) await journal.append(record);
          expect(await recordsIn(journal)).toEqual(asJson(records));
          await journal.close();
        }),
        { numRuns: 30 },
      );
    });

    it('keeps the order of what is appended at the same time', async () => {
      const journal = await open();
      const records = Array.from({ length: 500 }, (_, index) => recordNumber(index));
      const appending = records.map((record) => journal.append(record));
      await Promise.all(appending);
      expect(await recordsIn(journal)).toEqual(records);
      await journal.close();
    });

    it('shares nothing with what was appended', async () => {
      const journal = await open();
      const output = { list: [1] };
      const event = { type: 'TaskSucceeded', task: '1', output } as const;
      await journal.append({ kind: 'event', execution: '', at: 0, event });
      output.list.push(2);
      const [record] = await recordsIn(journal);
      expect(record).toMatchObject({ event: { output: { list: [1] } } });
      await journal.close();
    });

    it('reads what was there when reading began', async () => {
      const journal = await open();
      await journal.append(recordNumber(0));
      const before = journal.records();
      await journal.append(recordNumber(1));
      expect(await recordsIn({ records: () => before })).toEqual([recordNumber(0)]);
      expect(await recordsIn(journal)).toEqual([recordNumber(0), recordNumber(1)]);
      await journal.close();
    });

    it('can be read, not written, after it was closed', async () => {
      const journal = await open();
      const appending = journal.append(recordNumber(0));
      await journal.close();
      await journal.close();
      await appending;
      await expect(journal.append(recordNumber(1))).rejects.toMatchObject({
        name: 'JournalError',
        message: expect.stringContaining('was closed'),
      });
      expect(await recordsIn(journal)).toEqual([recordNumber(0)]);
    });
  });
}
