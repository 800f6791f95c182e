import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';

/** Room for the end of a run on a full disk: the records of its failure, its clean-up and its report. */
const RESERVE_BYTES = 256 * 1024;

const FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** Space on the disk that is kept for when there is none left. */
export interface SpaceReserve {
  /** Gives the space back at once, if the error says that the disk is full. */
  yieldTo(error: unknown): void;
  release(): void;
}

/** @param file that takes the space up; a run that goes on after a crash finds the old one, and takes it over */
export function reserveSpace(file: string): SpaceReserve {
  const release = (): void => rmSync(file, { force: true });
  try {
    // Zeros would take no space on file systems that compress.
    writeFileSync(file, randomBytes(RESERVE_BYTES));
  } catch (error) {
    release();
    // There is none to spare: whoever writes next tells.
    if (!isFull(error)) throw error;
  }
  return {
    release,
    yieldTo(error) {
      if (isFull(error)) release();
    },
  };
}

/** Whether an error, or what caused it, says that there is no space left on the disk. */
export function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && FULL.includes(error.code)) || isFull(error.cause);
}
