import { stat } from 'node:fs/promises';
import type { Json } from '../json.ts';
import type { Clock } from '../ports.ts';
import { busyWith, claimSegment } from './claim-segment.ts';
import { type IsAlive, isHeld, TOUCH_MS } from './holder.ts';
import type { Journal, JournalRecord } from './journal.ts';
import { JOURNAL_VERSION } from './journal-line.ts';
import { readSegment, type Segment, segmentPath } from './segment.ts';
import { openSegmentWriter, type SegmentWriter } from './segment-writer.ts';
import { surveySegments } from './survey.ts';

export interface FileJournal extends Journal {
  /** Grows with each process that drives the execution: what carries a smaller one comes from one that has lost. */
  readonly token: number;
}

export interface FileJournalOptions {
  /** Created where it is not there. */
  readonly directory: string;
  /** Who opens it: shown to others, and given to their `isAlive`. */
  readonly holder: Json;
  readonly isAlive: IsAlive;
  /** Default: the time of the system. */
  readonly clock?: Clock;
}

/**
 * Opens a journal in the files of a directory, and holds it until it is closed or the process ends.
 *
 * Each process that opens it writes a file of its own, `journal-000001.ndjson` and so on; the newest one has the
 * say. A process whose file is not the newest any more finds that out when it appends, before the promise resolves.
 * So nothing that was reported as durable is missed by the next one, and what comes later than that is never read.
 *
 * @throws JournalBusyError when somebody else holds it, or was faster; from `append` when somebody took it over.
 * @throws JournalError when a file is damaged, cannot be written, or comes from a newer version.
 */
export async function openFileJournal(options: FileJournalOptions): Promise<FileJournal> {
  const { directory, holder, isAlive, clock = systemClock } = options;
  const survey = await surveySegments(directory);
  if (await isHeld(directory, survey, { isAlive, now: clock.now() })) {
    throw await busyWith(segmentPath(directory, survey.token));
  }
  const measured = await Promise.all(survey.segments.map(measure));
  const token = survey.token + 1;
  const header = { version: JOURNAL_VERSION, token, holder, at: clock.now() };
  const byteCount = await claimSegment(directory, header);
  const writer = await openSegmentWriter(directory, { token, byteCount });
  const earlier = await fixEarlier(writer, measured).catch(async (error) => {
    await writer.close({ kind: 'end', at: clock.now() }).catch(() => {});
    throw error;
  });
  return journalOf({ token, writer, earlier, path: segmentPath(directory, token), clock });
}

/** Writes down what counts of earlier segments, now that nobody can add to that any more. */
async function fixEarlier(writer: SegmentWriter, measured: readonly MeasuredSegment[]) {
  const earlier = await Promise.all(measured.map(measureAgain));
  await writer.write({ kind: 'earlier', byteCounts: earlier.map((segment) => segment.byteCount) });
  return earlier;
}

interface Parts {
  readonly token: number;
  readonly path: string;
  readonly writer: SegmentWriter;
  readonly earlier: readonly Segment[];
  readonly clock: Clock;
}

function journalOf({ token, path, writer, earlier, clock }: Parts): FileJournal {
  const stopTouching = touchRegularly(writer, clock);
  return {
    token,
    append: (record) => writer.write({ kind: 'record', record }),
    records: () => recordsOf([...earlier, { path, byteCount: writer.byteCount() }]),
    async close() {
      stopTouching();
      await writer.close({ kind: 'end', at: clock.now() });
    },
  };
}

/** The records of some segments, oldest first. */
export async function* recordsOf(segments: readonly Segment[]): AsyncGenerator<JournalRecord> {
  for (const segment of segments) {
    for await (const { line } of readSegment(segment)) {
      if (line.content.kind === 'record') yield line.content.record;
    }
  }
}

interface MeasuredSegment {
  readonly path: string;
  readonly byteCount: number;
  /** Of the file, when it was measured; absent where the count was fixed before. */
  readonly size?: number;
}

async function measure({ path, byteCount }: Segment): Promise<MeasuredSegment> {
  if (byteCount !== undefined) return { path, byteCount };
  const { size } = await stat(path);
  let end = 0;
  for await (const line of readSegment({ path })) end = line.end;
  return { path, byteCount: end, size };
}

/** Its writer may have added to a segment until the newer one was there. */
async function measureAgain(segment: MeasuredSegment): Promise<MeasuredSegment> {
  const { path, size } = segment;
  const isUnchanged = size === undefined || (await stat(path)).size === size;
  return isUnchanged ? segment : measure({ path });
}

function touchRegularly(writer: SegmentWriter, clock: Clock): () => void {
  let callOff = () => {};
  const wait = () => {
    callOff = clock.at(clock.now() + TOUCH_MS, () => {
      // A file that cannot be touched cannot be written either: the next append tells.
      writer.touch(clock.now()).catch(() => {});
      wait();
    });
  };
  wait();
  return () => callOff();
}

const systemClock: Clock = {
  now: () => Date.now(),
  at(time, fire) {
    const timer = setTimeout(fire, Math.max(0, time - Date.now()));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
