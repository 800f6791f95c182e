import type { ReadBatch, RowReader } from '@rowmill/core/kernels';
import type { ByteFeed } from './byte-feed.ts';

/** A batch of rows, or the end of what the reader can do: the feed goes on with a row that is too long for it. */
export type ReadPiece =
  | { readonly kind: 'batch'; readonly batch: ReadBatch }
  | { readonly kind: 'rest'; readonly firstLine: number };

/** More columns than this, 10 bytes a row each, would take more memory than the rows. */
const MOST_COLUMNS = 1000;

/** Whether a reader may be opened for so many columns. */
export function canRead(columns: readonly string[]): boolean {
  return columns.length > 0 && columns.length <= MOST_COLUMNS;
}

/** Takes a feed through a reader. Each batch is sound until the next is asked for; nothing follows a rest. @throws the signal's reason */
export async function* readBatches(
  reader: RowReader,
  feed: ByteFeed,
  signal?: AbortSignal,
): AsyncGenerator<ReadPiece> {
  for (let isLast = false; !isLast; ) {
    const room = reader.free();
    const size = await feed.fill(room);
    reader.filled(size);
    isLast = size < room.length;
    if (isLast) reader.end();
    for (let found = reader.next(); found !== 'more'; found = reader.next()) {
      if (found !== 'stuck') {
        yield { kind: 'batch', batch: found };
        signal?.throwIfAborted();
      } else {
        const { bytes, line } = reader.rest();
        feed.unread(bytes);
        yield { kind: 'rest', firstLine: line };
        return;
      }
    }
  }
}
