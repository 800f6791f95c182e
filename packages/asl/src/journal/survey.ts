import { open } from 'node:fs/promises';
import { decodeLine, type SegmentHeader } from './journal-line.ts';
import { newestToken, readSegment, type Segment, segmentPath } from './segment.ts';

/** What lies in the directory of a journal. */
export interface Survey {
  /** Number of the newest segment; 0: there is none. */
  readonly token: number;
  /** Of the newest segment. Absent where there is none, or its header was lost. */
  readonly header?: SegmentHeader;
  /** Who wrote the newest segment has closed it. */
  readonly isReleased: boolean;
  readonly segments: readonly Segment[];
}

/** More than the longest end line. */
const END_LINE_BYTES = 256;

/** @throws JournalError when a file is missing, damaged, or of a newer version. */
export async function surveySegments(directory: string): Promise<Survey> {
  const token = await newestToken(directory);
  const paths = Array.from({ length: token }, (_, index) => segmentPath(directory, index + 1));
  const newest = paths.at(-1);
  if (newest === undefined) return { token, isReleased: false, segments: [] };
  const { header } = await readHead(newest);
  const byteCounts = await earlierByteCounts(paths);
  return {
    token,
    ...(header && { header }),
    isReleased: await isReleased(newest),
    segments: paths.map((path, index) => {
      const byteCount = byteCounts[index];
      return byteCount === undefined ? { path } : { path, byteCount };
    }),
  };
}

/** A process that died early has not fixed what counts of earlier segments: then one before it has, or nobody yet. */
async function earlierByteCounts(paths: readonly string[]): Promise<readonly number[]> {
  for (const path of paths.toReversed()) {
    const { byteCounts } = await readHead(path);
    if (byteCounts !== undefined) return byteCounts;
  }
  return [];
}

async function readHead(path: string) {
  let header: SegmentHeader | undefined;
  for await (const { line } of readSegment({ path })) {
    if (line.content.kind === 'header') header = line.content.header;
    else if (line.content.kind === 'earlier') {
      return { header, byteCounts: line.content.byteCounts };
    } else break;
  }
  return { header, byteCounts: undefined };
}

async function isReleased(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - END_LINE_BYTES);
    const bytes = Buffer.alloc(size - start);
    await file.read(bytes, 0, bytes.length, start);
    if (bytes.at(-1) !== 0x0a) return false;
    const line = bytes.subarray(bytes.lastIndexOf(0x0a, -2) + 1, -1);
    return decodeLine(line)?.content.kind === 'end';
  } finally {
    await file.close();
  }
}
