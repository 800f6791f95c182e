import { describe, expect, it } from 'vitest';
import { openMemoryJournal } from './memory-journal.ts';
import { describeJournal } from './testing/describe-journal.ts';
import { recordNumber } from './testing/record-number.ts';
import { recordsIn } from './testing/records.ts';

describeJournal('memory', async () => openMemoryJournal());

describe(openMemoryJournal, () => {
  it('begins with the records of another one', async () => {
    const journal = openMemoryJournal([recordNumber(0), recordNumber(1)]);
    await journal.append(recordNumber(2));
    expect(await recordsIn(journal)).toEqual([0, 1, 2].map(recordNumber));
  });
});
