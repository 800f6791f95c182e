import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { openTextTable, type Program, partText } from '@rowmill/core/kernels';
import { textForm } from '../workers/forms.ts';
import type { FormatChoice } from '../workers/jobs.ts';

const CHUNK_ROWS = 65_536;

/** Writes some rows of a table in a text form, as fast as the reader takes them. They are a file of their own. */
export async function writeRowsTo(
  stream: Writable,
  program: Program,
  format: FormatChoice,
  { firstRow, rowCount }: { firstRow: number; rowCount: number },
  signal: AbortSignal,
): Promise<void> {
  const form = textForm(format);
  const table = await openTextTable(program, form);
  const { header, footer } = partText(program, form, rowCount);
  await write(stream, Buffer.from(header), signal);
  for (let from = 0; from < rowCount; from += CHUNK_ROWS) {
    const pieces: Buffer[] = [];
    const range = {
      firstRow: firstRow + from,
      rowCount: Math.min(CHUNK_ROWS, rowCount - from),
      startsPart: from === 0,
    };
    table.write(range, (bytes) => void pieces.push(Buffer.from(bytes)));
    await write(stream, Buffer.concat(pieces), signal);
  }
  await write(stream, Buffer.from(footer), signal);
}

async function write(stream: Writable, bytes: Buffer, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (bytes.length > 0 && !stream.write(bytes)) await once(stream, 'drain', { signal });
}
