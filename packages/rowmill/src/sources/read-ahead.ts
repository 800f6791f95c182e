import { inBatches } from './batches.ts';
import {
  type RangeReader,
  SOURCE_BATCH_ROWS,
  type Source,
  type SourceRanges,
  type SourceRows,
} from './source.ts';

/** Batches that a reader may be ahead of whoever takes them. */
const WAITING_BATCHES = 4;

/** Readers that a table is read by at the same time: more of them wait for the masking. */
const READERS = 4;

/**
 * The rows of a source as {@link Source.rows} gives them, in the same order and batches, where it has ranges read by
 * several readers ahead of whoever takes them. Memory: a few batches for each reader.
 */
export async function* readAhead(
  source: Source,
  { signal, readers = READERS }: { readonly signal: AbortSignal; readonly readers?: number },
): AsyncGenerator<SourceRows> {
  const ranges = await source.ranges?.();
  if (ranges === undefined || ranges.count < 2) return yield* source.rows(signal);
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const open: RangeReader[] = [];
  try {
    await openSome(open, { ranges, readers, signal: either });
    if (open.length === 0) return yield* source.rows(signal);
    const lanes = open.map((reader, first) =>
      ahead(laneOf(reader, { first, step: open.length, count: ranges.count })),
    );
    yield* inBatches(inOrder(lanes, ranges.count), SOURCE_BATCH_ROWS);
    signal.throwIfAborted();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    stop.abort();
    await Promise.all(open.map((reader) => reader.close()));
  }
}

interface Wanted {
  readonly ranges: SourceRanges;
  readonly readers: number;
  readonly signal: AbortSignal;
}

/** A server may have no connections to spare: then fewer readers do, or the source alone, which tells what is wrong. */
async function openSome(open: RangeReader[], { ranges, readers, signal }: Wanted): Promise<void> {
  while (open.length < Math.min(readers, ranges.count)) {
    const reader = await ranges.openReader(signal).catch(() => undefined);
    signal.throwIfAborted();
    if (reader === undefined) return;
    open.push(reader);
  }
}

/** Undefined stands for the end of a range. */
type Piece = SourceRows | undefined;

/** One reader takes every n-th range. */
async function* laneOf(
  reader: RangeReader,
  { first, step, count }: { readonly first: number; readonly step: number; readonly count: number },
): AsyncGenerator<Piece> {
  for (let range = first; range < count; range += step) {
    yield* reader.read(range);
    yield undefined;
  }
}

async function* inOrder(
  lanes: readonly AsyncIterator<Piece>[],
  count: number,
): AsyncGenerator<SourceRows> {
  for (let range = 0; range < count; range++) {
    const lane = lanes[range % lanes.length] as AsyncIterator<Piece>;
    for (;;) {
      const { value, done } = await lane.next();
      if (done === true || value === undefined) break;
      yield value;
    }
  }
}

/** Reads on while nobody asks, a few pieces far. An error comes after the pieces before it. */
function ahead(pieces: AsyncIterator<Piece>): AsyncIterator<Piece> {
  const waiting: Promise<IteratorResult<Piece>>[] = [];
  const fill = () => {
    while (waiting.length < WAITING_BATCHES) {
      const next = pieces.next();
      // Whoever takes it gets the error; nobody may, after another one.
      next.catch(() => undefined);
      waiting.push(next);
    }
  };
  fill();
  return {
    async next() {
      const next = waiting.shift();
      fill();
      return next ?? { value: undefined, done: true };
    },
  };
}
