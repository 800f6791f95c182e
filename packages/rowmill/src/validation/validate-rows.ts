import { closeSync, openSync } from 'node:fs';
import { writeFully } from '../workers/write-fully.ts';
import { openFailureLines } from './failure-lines.ts';
import { type FailureTally, openTally } from './failure-tally.ts';
import { type FailingRow, type FailureNames, NOTHING_BEFORE } from './file-failure.ts';
import { type OpenItemsOptions, openItems } from './open-items.ts';
import type { RowCheck } from './row-check.ts';

/** Where failures go beside the result: an NDJSON file, from this byte on. */
export interface FailuresPlace {
  readonly path: string;
  readonly from: number;
}

export interface ValidateRowsOptions extends OpenItemsOptions {
  readonly check: RowCheck;
  readonly names: FailureNames;
  readonly limit: number;
  readonly failures: FailuresPlace | undefined;
}

/** What was found in the rows of a file. */
export interface CheckedRows {
  readonly rows: number;
  readonly tally: FailureTally;
}

/** Checks the rows of a file one after the other, in one thread: what is no plain text of rows, or not regular enough. */
export async function validateRows(options: ValidateRowsOptions): Promise<CheckedRows> {
  const { only, check, names, limit, failures, signal } = options;
  const tally = openTally(names, limit);
  const writer = failures && openFailureWriter(failures, names);
  let rows = 0;
  try {
    for await (const item of openItems(options)) {
      signal?.throwIfAborted();
      if (item.kind === 'passed') {
        rows += item.rows;
        continue;
      }
      if (only !== undefined && item.row !== undefined && item.row !== only) continue;
      if (item.row !== undefined) rows += 1;
      const failing = check(item);
      if (failing === undefined) continue;
      tally.add(failing, NOTHING_BEFORE);
      writer?.add(failing);
    }
  } finally {
    writer?.close();
  }
  return { rows, tally: tally.tally() };
}

const BLOCK_CHARACTERS = 1 << 18;

/** Writes failures in blocks. */
function openFailureWriter({ path, from }: FailuresPlace, names: FailureNames) {
  const lines = openFailureLines(names);
  const file = openSync(path, 'r+');
  let position = from;
  let text = '';
  const flush = (): void => {
    position += writeFully(file, Buffer.from(text), position);
    text = '';
  };
  return {
    add(row: FailingRow): void {
      text += lines(row, NOTHING_BEFORE);
      if (text.length >= BLOCK_CHARACTERS) flush();
    },
    close(): void {
      try {
        flush();
      } finally {
        closeSync(file);
      }
    },
  };
}
