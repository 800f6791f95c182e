import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JournalError } from '../errors.ts';
import { openFileJournal } from './file-journal.ts';
import type { JournalRecord } from './journal.ts';
import { readJournal } from './read-journal.ts';
import { readSegment } from './segment.ts';
import { recordNumber } from './testing/record-number.ts';
import { recordsIn } from './testing/records.ts';

const root = await mkdtemp(join(tmpdir(), 'asl-journal-damage-'));
afterAll(() => rm(root, { recursive: true }));
const isAlive = () => false;
const paths = [1, 2].map((token) => join(root, `journal-00000${token}.ndjson`));
const records = Array.from({ length: 8 }, (_, index) => recordNumber(index));
let originals: Buffer[] = [];

/** Two segments: one whose end is fixed, and the newest one, whose last batch has three records. */
beforeAll(async () => {
  for (const part of [records.slice(0, 3), records.slice(3)]) {
    const journal = await openFileJournal({ directory: root, holder: 'writer', isAlive });
    for (const record of part.slice(0, -3)) await journal.append(record);
    await Promise.all(part.slice(-3).map((record) => journal.append(record)));
  }
  originals = await Promise.all(paths.map((path) => readFile(path)));
});

/** What reading gives: all records that are there, or the error. */
async function outcome(): Promise<readonly JournalRecord[] | Error> {
  try {
    return await recordsIn(await readJournal(root, { isAlive }));
  } catch (error) {
    return error as Error;
  }
}

async function outcomeWith(index: number, bytes: Buffer) {
  await Promise.all(
    originals.map((original, at) => writeFile(paths[at]!, at === index ? bytes : original)),
  );
  return outcome();
}

function expectPrefixOrLine(result: readonly JournalRecord[] | Error, path: string) {
  if (Array.isArray(result)) {
    expect(result).toEqual(records.slice(0, result.length));
    return;
  }
  expect(result).toBeInstanceOf(JournalError);
  expect((result as Error).message).toMatch(/: line \d+ is damaged - put the file back/);
  expect((result as JournalError).path).toBe(path);
}

function flipped(bytes: Buffer, position: number, mask: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[position]! ^= mask;
  return copy;
}

describe('a journal that was damaged', () => {
  it('gives all records when it is whole', async () => {
    expect(await outcomeWith(0, originals[0]!)).toEqual(records);
  });

  it.each([0, 1])('is a prefix or an error wherever segment %i is cut', async (index) => {
    const original = originals[index]!;
    for (let length = 0; length < original.length; length += 1) {
      const result = await outcomeWith(index, original.subarray(0, length));
      expectPrefixOrLine(result, paths[index]!);
      // The end of the older segment is known: nothing of it may be missing. The newer one may be torn.
      expect(result instanceof Error).toBe(index === 0);
    }
  });

  it.each([0, 1])(
    'is a prefix or an error whichever byte of segment %i is flipped',
    async (index) => {
      const original = originals[index]!;
      let errorCount = 0;
      for (let position = 0; position < original.length; position += 1) {
        const result = await outcomeWith(index, flipped(original, position, 1 << (position % 8)));
        expectPrefixOrLine(result, paths[index]!);
        if (result instanceof Error) errorCount += 1;
        else expect(result.length).toBeLessThan(records.length);
      }
      const { lastBatch } = await boundaries(index);
      // Only what was written last may be torn; the line feed before it belongs to it.
      expect(errorCount).toBe(index === 0 ? original.length : lastBatch - 1);
    },
  );

  it('is a prefix or an error when bytes come twice or are missing', async () => {
    const original = originals[1]!;
    for (let position = 0; position < original.length; position += 7) {
      const [head, tail] = [original.subarray(0, position), original.subarray(position)];
      const doubled = Buffer.concat([head, original.subarray(Math.max(0, position - 150))]);
      expectPrefixOrLine(await outcomeWith(1, doubled), paths[1]!);
      expectPrefixOrLine(await outcomeWith(1, Buffer.concat([head, tail.subarray(40)])), paths[1]!);
    }
  });

  it('goes on from a torn tail, and leaves it behind for good', async () => {
    for (const cut of [originals[1]!.length - 1, (await boundaries(1)).lastBatch + 20, 30, 0]) {
      const before = await outcomeWith(1, originals[1]!.subarray(0, cut));
      const journal = await openFileJournal({ directory: root, holder: 'next', isAlive });
      const third = join(root, 'journal-000003.ndjson');
      const added = recordNumber(99);
      await journal.append(added);
      expect(await recordsIn(journal)).toEqual([...(before as JournalRecord[]), added]);
      await journal.close();
      expect(await outcome()).toEqual([...(before as JournalRecord[]), added]);
      await rm(third);
    }
  });

  it('takes no segment when there is damage to find', async () => {
    await outcomeWith(1, flipped(originals[1]!, 200, 1));
    const opening = openFileJournal({ directory: root, holder: 'next', isAlive });
    await expect(opening).rejects.toMatchObject({ name: 'JournalError', path: paths[1] });
    await expect(readFile(join(root, 'journal-000003.ndjson'))).rejects.toThrow('ENOENT');
  });
});

async function boundaries(index: number): Promise<{ lastBatch: number }> {
  const path = paths[index]!;
  await writeFile(path, originals[index]!);
  let lastBatch = 0;
  let start = 0;
  for await (const { line, end } of readSegment({ path })) {
    if (line.startsBatch) lastBatch = start;
    start = end;
  }
  return { lastBatch };
}
