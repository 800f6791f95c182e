import { createCopyReader } from './copy-reader.ts';
import type { Session } from './session.ts';

/**
 * Bytes of `COPY (query) TO STDOUT` as they come, in COPY text lines or binary tuples cut anywhere. The server waits
 * while nobody asks for more. Leaving early cuts the connection: there is no other way to stop the server.
 */
export async function* copyOut(
  session: Session,
  query: string,
  format: 'text' | 'binary' = 'text',
): AsyncGenerator<Uint8Array> {
  const reader = session.submit(createCopyReader(`COPY (${query}) TO STDOUT (FORMAT ${format})`));
  let ended = false;
  let lost: Error | undefined;
  session.onLost((error) => {
    lost = error;
    reader.fail(error);
  });
  try {
    for (let bytes = await reader.next(); bytes !== undefined; bytes = await reader.next())
      yield bytes;
    ended = true;
  } catch (error) {
    throw lost ?? session.explain(error);
  } finally {
    if (!ended) session.destroy();
  }
}
