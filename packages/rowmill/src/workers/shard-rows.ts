import {
  BATCH_ROWS,
  openTextRows,
  openTextTable,
  type Program,
  type TextForm,
  textProgram,
} from '@rowmill/core/kernels';
import { readStoredRows } from '../stores/stored-rows.ts';
import type { RowOrigin } from './jobs.ts';

/** Takes the bytes of rows; they are valid until it returns or its promise resolves. */
export type WriteShard = (bytes: Uint8Array) => void | Promise<void>;

/** Told when the bytes of a batch have been handed on. */
export type AnnounceBatch = (byteCount: number, rowCount: number) => void;

/** Rows of one origin in one text form, shard by shard. */
export interface ShardRows {
  readonly rowCount: number;
  /** Rows that are claimed at once. Stored rows are read in one go, by one worker. */
  readonly shardRows: number;
  /** Describes the columns, for headers. */
  readonly program: Program;
  write(
    range: { firstRow: number; rowCount: number; startsPart: boolean },
    write: WriteShard,
    announce: AnnounceBatch,
  ): Promise<void>;
}

export async function openShardRows(origin: RowOrigin, form: TextForm): Promise<ShardRows> {
  return origin.kind === 'program' ? computedRows(origin.program, form) : storedRows(origin, form);
}

async function computedRows(program: Program, form: TextForm): Promise<ShardRows> {
  const table = await openTextTable(program, form);
  return {
    program,
    rowCount: program.rowCount,
    shardRows: BATCH_ROWS,
    async write(range, write, announce) {
      // Batch by batch, so that a writer that has to wait can do so between two of them.
      const end = range.firstRow + range.rowCount;
      for (let firstRow = range.firstRow; firstRow < end; firstRow += BATCH_ROWS) {
        const rowCount = Math.min(BATCH_ROWS, end - firstRow);
        const waiting: (void | Promise<void>)[] = [];
        table.write(
          { firstRow, rowCount, startsPart: range.startsPart && firstRow === range.firstRow },
          (bytes) => waiting.push(write(bytes)),
          announce,
        );
        if (waiting.some((result) => result !== undefined)) await Promise.all(waiting);
      }
    },
  };
}

function storedRows(origin: Extract<RowOrigin, { kind: 'stored' }>, form: TextForm): ShardRows {
  const encoder = openTextRows(origin.table, origin.columns, form);
  return {
    program: textProgram(origin.table, origin.columns),
    rowCount: origin.rowCount,
    shardRows: Math.max(1, origin.rowCount),
    async write({ firstRow, rowCount, startsPart }, write, announce) {
      let row = 0;
      const end = firstRow + rowCount;
      for await (const rows of readStoredRows(origin.files, origin.columns)) {
        const from = Math.max(0, firstRow - row);
        const wanted = rows.slice(from, Math.max(from, end - row));
        const waiting: (void | Promise<void>)[] = [];
        encoder.encode(
          wanted,
          row + from,
          startsPart && row + from === firstRow,
          (batch, [encoded]) => {
            let byteCount = 0;
            encoded?.write((bytes) => {
              byteCount += bytes.length;
              waiting.push(write(bytes));
            });
            announce(byteCount, batch.rowCount);
          },
        );
        await Promise.all(waiting);
        row += rows.length;
        if (row >= end) return;
      }
    },
  };
}
