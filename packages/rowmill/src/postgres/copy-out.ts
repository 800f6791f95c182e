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
  const stream = session.submit(
    session.driver.copyTo(`COPY (${query}) TO STDOUT (FORMAT ${format})`),
  );
  let ended = false;
  let lost: Error | undefined;
  session.onLost((error) => {
    lost = error;
    stream.destroy();
  });
  try {
    for await (const chunk of stream) yield chunk;
    if (lost !== undefined) throw lost;
    ended = true;
  } catch (error) {
    throw lost ?? session.explain(error);
  } finally {
    if (!ended) session.destroy();
  }
}
