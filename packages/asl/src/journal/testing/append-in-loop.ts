import { openFileJournal } from '../file-journal.ts';
import { recordNumber } from './record-number.ts';

/**
 * A process that opens a journal, says `open` or the name of the error, and then appends until it is killed: it
 * prints the number of each record once that is durable. Arguments: directory, name of the holder, first number,
 * and whether it takes another holder for alive.
 */
const [directory = '', holder = '', first = '0', isAlive = 'false'] = process.argv.slice(2);

async function appendForEver(): Promise<void> {
  const options = { directory, holder, isAlive: () => isAlive === 'true' };
  const journal = await openFileJournal(options);
  process.stdout.write('open\n');
  for (let number = Number(first); ; number += 3) {
    const numbers = [number, number + 1, number + 2];
    await Promise.all(numbers.map((each) => journal.append(recordNumber(each))));
    process.stdout.write(`${numbers.join('\n')}\n`);
  }
}

appendForEver().catch((error: Error) => {
  process.stdout.write(`${error.name}\n${error.message}\n`);
  process.exitCode = 1;
});
