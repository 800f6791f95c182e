import type { TuplePiece } from '@rowmill/core/kernels';
import { FRAME_HEAD } from '../postgres/copy-sender.ts';
import type { RowSender } from '../targets/postgres/row-sender.ts';
import type { Control } from './control.ts';

/** One message: large enough for few system calls, small enough to stay in a core's cache on its way. */
export const MESSAGE_BYTES = 1 << 18;

/** Sends one piece while the next one is made. */
export async function sendPieces(
  pieces: Iterable<TuplePiece>,
  sender: Pick<RowSender, 'send'>,
  control: Control,
): Promise<void> {
  let sending = Promise.resolve();
  for (const { bytes, rowCount } of pieces) {
    await sending;
    if (control.isAborted()) throw control.aborted();
    sending = sender.send(bytes);
    // A failure while a piece is made is met at the next await, not by the process.
    sending.catch(() => undefined);
    control.addProgress(rowCount, bytes.length - FRAME_HEAD);
  }
  await sending;
}
