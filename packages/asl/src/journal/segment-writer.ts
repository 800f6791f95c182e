import { existsSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { JournalError } from '../errors.ts';
import { busyWith } from './claim-segment.ts';
import { codeOf, refused } from './failure.ts';
import { createGroupCommit } from './group-commit.ts';
import { encodeLine, type LineContent } from './journal-line.ts';
import { segmentPath } from './segment.ts';

export interface SegmentWriter {
  /** Resolves when the line is durable. */
  write(content: LineContent): Promise<void>;
  /** Bytes of the segment that are durable. */
  byteCount(): number;
  /** Tells others that the writer is still there. @param at milliseconds since 1970 */
  touch(at: number): Promise<void>;
  /** Waits for what is being written, writes a last line if it can, and closes the file. */
  close(last: LineContent): Promise<void>;
}

/** @param options.byteCount bytes of the header, the only line that is there */
export async function openSegmentWriter(
  directory: string,
  { token, byteCount }: { readonly token: number; readonly byteCount: number },
): Promise<SegmentWriter> {
  const path = segmentPath(directory, token);
  const file = await open(path, 'a');
  let durable = byteCount;
  let number = 1;
  let isClosed = false;

  const commit = createGroupCommit(async (text) => {
    await checkNobodyFollows(directory, token);
    await writeDurably(file, path, text);
    // Whoever took over before this line looks at the bytes that count only after: it may have missed these.
    await checkNobodyFollows(directory, token);
    durable += Buffer.byteLength(text);
  });

  function write(content: LineContent): Promise<void> {
    return commit.add((startsBatch) => {
      const line = encodeLine({ number, startsBatch, content });
      number += 1;
      return line;
    });
  }

  return {
    async write(content) {
      if (!isClosed) return write(content);
      throw new JournalError(path, 'the journal was closed - open it again to write on');
    },
    byteCount: () => durable,
    async touch(at) {
      if (!isClosed) await file.utimes(at / 1000, at / 1000);
    },
    async close(last) {
      if (isClosed) return;
      isClosed = true;
      await commit.idle();
      await write(last).finally(() => file.close());
    },
  };
}

async function checkNobodyFollows(directory: string, token: number): Promise<void> {
  const next = segmentPath(directory, token + 1);
  if (existsSync(next)) throw await busyWith(next);
}

async function writeDurably(file: FileHandle, path: string, text: string): Promise<void> {
  try {
    await file.appendFile(text);
    await file.datasync();
  } catch (error) {
    const remedy = codeOf(error) === 'ENOSPC' ? 'free some space' : 'mend that';
    throw refused(path, `cannot be written - ${remedy}, then resume the execution`, error);
  }
}
