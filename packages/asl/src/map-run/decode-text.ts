import { type ItemSource, readFailure } from './read-failure.ts';

/** Bytes decoded at once: a store may hand over a whole object. */
const PIECE_BYTES = 65_536;

/** Bytes as text. A byte order mark at the start is no part of the text; other encodings than UTF-8 fail. */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  source: ItemSource,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch (error) {
      throw readFailure(source, 'is not UTF-8 - convert it', { cause: error });
    }
  };
  for await (const chunk of bytes) {
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
      yield decode(chunk.subarray(start, start + PIECE_BYTES));
    }
  }
  yield decode();
}
