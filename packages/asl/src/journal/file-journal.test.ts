import {
  appendFile,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openFileJournal } from './file-journal.ts';
import { encodeLine } from './journal-line.ts';
import { readJournal } from './read-journal.ts';
import { describeJournal } from './testing/describe-journal.ts';
import { recordNumber } from './testing/record-number.ts';
import { recordsIn } from './testing/records.ts';

const root = await mkdtemp(join(tmpdir(), 'asl-journal-'));
afterAll(() => rm(root, { recursive: true }));

const newDirectory = () => mkdtemp(join(root, 'case-'));
const gone = () => false;
const openIn = (directory: string, isAlive: () => boolean | undefined = gone) =>
  openFileJournal({ directory, holder: 'process 1', isAlive });
const segmentOf = (directory: string, token: number) =>
  join(directory, `journal-00000${token}.ndjson`);

describeJournal('files', async () => openIn(await newDirectory()));

describe(openFileJournal, () => {
  it('makes the directory, and goes on where earlier processes ended', async () => {
    const directory = join(await newDirectory(), 'a', 'b');
    for (const token of [1, 2, 3]) {
      const journal = await openIn(directory);
      expect(journal.token).toBe(token);
      await journal.append(recordNumber(token));
      expect(await recordsIn(journal)).toEqual([1, 2, 3].slice(0, token).map(recordNumber));
      if (token !== 2) await journal.close();
    }
    const names = [1, 2, 3].map((token) => `journal-00000${token}.ndjson`);
    expect((await readdir(directory)).sort()).toEqual(names);
  });

  it('is one JSON document a line', async () => {
    const directory = await newDirectory();
    const journal = await openIn(directory);
    await journal.append(recordNumber(7));
    await journal.close();
    const text = await readFile(segmentOf(directory, 1), 'utf8');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ n }) => n)).toEqual([0, 1, 2, 3]);
    expect(lines[0]).toMatchObject({ v: 1, token: 1, holder: 'process 1' });
    expect(lines[2]).toMatchObject({
      e: '/1/7',
      x: { type: 'TaskSucceeded', output: { index: 7 } },
    });
  });

  it('is refused while its holder is alive, and names it', async () => {
    const directory = await newDirectory();
    const journal = await openIn(directory);
    await expect(openIn(directory, () => true)).rejects.toMatchObject({
      name: 'JournalBusyError',
      holder: 'process 1',
      path: segmentOf(directory, 1),
      message: expect.stringContaining('process 1 is at work on it'),
    });
    await journal.close();
    await expect(openIn(directory, () => true)).resolves.toMatchObject({ token: 2 });
  });

  it('is had by one of those that open it at the same time', async () => {
    const directory = await newDirectory();
    const opening = Array.from({ length: 8 }, () => openIn(directory, () => true));
    const settled = await Promise.allSettled(opening);
    const [winner, ...others] = settled.filter(({ status }) => status === 'fulfilled');
    expect(winner).toMatchObject({ value: { token: 1 } });
    expect(others).toEqual([]);
    const reasons = settled.flatMap((each) =>
      each.status === 'rejected' ? [each.reason.name] : [],
    );
    expect(reasons).toEqual(Array.from({ length: 7 }, () => 'JournalBusyError'));
    expect(await readdir(directory)).toEqual(['journal-000001.ndjson']);
  });

  it('waits for the last sign of a holder that cannot be asked', async () => {
    const directory = await newDirectory();
    await openIn(directory);
    const path = segmentOf(directory, 1);
    const ago = (seconds: number) => utimes(path, Date.now() / 1000, Date.now() / 1000 - seconds);
    await ago(50);
    const opening = openIn(directory, () => undefined);
    await expect(opening).rejects.toMatchObject({ name: 'JournalBusyError' });
    await ago(70);
    await expect(openIn(directory, () => undefined)).resolves.toMatchObject({ token: 2 });
  });

  it('gives a sign every 15 seconds until it is closed', async () => {
    const directory = await newDirectory();
    let time = 5_000_000;
    let timers: { time: number; fire: () => void }[] = [];
    const clock = {
      now: () => time,
      at(due: number, fire: () => void) {
        const timer = { time: due, fire };
        timers.push(timer);
        return () => {
          timers = timers.filter((other) => other !== timer);
        };
      },
    };
    const journal = await openFileJournal({ directory, holder: 1, isAlive: gone, clock });
    for (const expected of [5_015_000, 5_030_000]) {
      const [timer] = timers.splice(0);
      time = timer!.time;
      timer!.fire();
      await expect.poll(async () => (await stat(segmentOf(directory, 1))).mtimeMs).toBe(expected);
    }
    await journal.close();
    expect(timers).toEqual([]);
  });

  it('stops who was taken over, and ignores what that one adds later', async () => {
    const directory = await newDirectory();
    const stale = await openIn(directory);
    await stale.append(recordNumber(0));
    const next = await openFileJournal({ directory, holder: 'process 2', isAlive: gone });
    await expect(stale.append(recordNumber(1))).rejects.toMatchObject({
      name: 'JournalBusyError',
      holder: 'process 2',
    });
    await expect(stale.append(recordNumber(2))).rejects.toMatchObject({ name: 'JournalBusyError' });
    const content = { kind: 'record', record: recordNumber(3) } as const;
    const line = encodeLine({ number: 3, startsBatch: true, content });
    await appendFile(segmentOf(directory, 1), line);
    await next.append(recordNumber(4));
    expect(await recordsIn(next)).toEqual([recordNumber(0), recordNumber(4)]);
    const view = await readJournal(directory, { isAlive: gone });
    expect(await recordsIn(view)).toEqual([recordNumber(0), recordNumber(4)]);
    await stale.close().catch(() => {});
    expect(await recordsIn(await openIn(directory))).toEqual([recordNumber(0), recordNumber(4)]);
  });

  it('is not read when a newer version wrote it', async () => {
    const directory = await newDirectory();
    const header = { version: 2, token: 1, holder: null, at: 0 };
    const line = encodeLine({ number: 0, startsBatch: true, content: { kind: 'header', header } });
    await writeFile(segmentOf(directory, 1), `${line}whatever\n`);
    await expect(openIn(directory)).rejects.toMatchObject({
      name: 'JournalError',
      message: expect.stringMatching(/newer version .* \(format 2, this one reads 1\) - update it/),
    });
  });

  it('is not read when a file is missing', async () => {
    const directory = await newDirectory();
    for (const _ of [1, 2, 3]) await (await openIn(directory)).close();
    await rm(segmentOf(directory, 2));
    await expect(openIn(directory)).rejects.toMatchObject({
      name: 'JournalError',
      message: expect.stringContaining('journal-000002.ndjson: the file is missing'),
    });
  });

  it('removes drafts of processes that died before they had a segment', async () => {
    const directory = await newDirectory();
    await writeFile(join(directory, '.journal-000001.ndjson.left'), '');
    await writeFile(join(directory, 'notes.txt'), '');
    await openIn(directory);
    expect((await readdir(directory)).sort()).toEqual(['journal-000001.ndjson', 'notes.txt']);
  });

  it('says when the place is no directory', async () => {
    const file = join(await newDirectory(), 'file');
    await writeFile(file, '');
    await expect(openIn(file)).rejects.toMatchObject({ name: 'JournalError', path: file });
  });
});

describe(readJournal, () => {
  it('tells who holds it, since when, and whether alive', async () => {
    const directory = await newDirectory();
    const look = (isAlive: () => boolean | undefined) => readJournal(directory, { isAlive });
    expect(await look(gone)).toMatchObject({ token: 0 });
    const begin = Date.now();
    const journal = await openIn(directory);
    await journal.append(recordNumber(0));
    const held = await look(() => true);
    expect(held).toMatchObject({
      token: 1,
      holder: { who: 'process 1', isReleased: false, isAlive: true },
    });
    expect(held.holder!.since).toBeGreaterThanOrEqual(begin);
    expect(await recordsIn(held)).toEqual([recordNumber(0)]);
    expect(await look(gone)).toMatchObject({ holder: { isReleased: false, isAlive: false } });
    expect(await look(() => undefined)).toMatchObject({ holder: { isAlive: true } });
    await journal.close();
    expect(await look(() => true)).toMatchObject({ holder: { isReleased: true, isAlive: false } });
  });
});
