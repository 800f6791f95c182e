import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openFileJournal } from '@rowmill/asl';
import { appendAll, childRecords, eventRecords } from '../../lib/journal-records.mjs';
import { WIDTHS } from './widths.mjs';

async function inJournal(folder, work) {
  const directory = mkdtempSync(join(folder, 'journal-'));
  try {
    const journal = await openFileJournal({ directory, holder: 'bench', isAlive: () => false });
    const answer = await work(journal, directory);
    await journal.close();
    return answer;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const bytesIn = (directory) =>
  readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);

export const peer = {
  name: 'rowmill journal',
  units: { one: 2_000, thousand: 200_000, child: 10_000 },
  run({ case: name, units, folder }) {
    return inJournal(folder, async (journal, directory) => {
      const append = (record) => journal.append(record);
      if (name === 'child') {
        const records = Array.from({ length: units }, (_, index) => childRecords(index)).flat();
        await appendAll(records, records.length, append);
        return bytesIn(directory);
      }
      const records = eventRecords(units);
      const start = performance.now();
      await appendAll(records, WIDTHS[name], append);
      return (performance.now() - start) / 1000;
    });
  },
};
