import { writeSync } from 'node:fs';

/** `write` may take less than it is given, on a full disk before it fails. */
export function writeFully(file: number, bytes: Uint8Array, position: number): number {
  let done = 0;
  while (done < bytes.length)
    done += writeSync(file, bytes, done, bytes.length - done, position + done);
  return done;
}
