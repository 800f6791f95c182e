import { CHECKS_ROOM } from '../checks/checks-room.ts';
import { frameSize, openFrame } from '../kernels/frame.ts';
import type { Memory } from '../kernels/memory.ts';
import { readBatches } from '../kernels/table-reader.ts';
import { BATCH_ROWS, type Batch } from '../model/batch.ts';
import type { ColumnShape } from '../model/table-shape.ts';
import { openMemory } from '../wasm/open-memory.ts';
import { type EncodedBatch, encodeBatch, encoderSize, openEncoder } from './encoder.ts';
import { fastEncoderSize, openFastEncoder } from './fast-encoder.ts';
import type { PageSpace } from './parquet/page-space.ts';
import { tableSpace } from './parquet/table-space.ts';
import { openTextBatches, type TextRows, textProgram } from './text-batches.ts';
import type { TextForm } from './text-form.ts';
import { encodedColumns } from './text-table.ts';

const HEAP_BYTES = 512 * BATCH_ROWS;
/** A cell of a source may have up to 16 MiB; escaped and quoted it has to fit into one piece. */
const PIECE_BYTES = 4 << 20;

/** Takes rows of text through the encoders that generated rows go through. */
export interface TextRowEncoder {
  /** What batches point into, with room for checks. */
  readonly memory: Memory;
  /** Where Parquet pages of the batches can be put together, all columns as text. */
  pages(): PageSpace;
  /** @param startsPart the first row stands at the beginning of a file */
  encode(
    rows: TextRows,
    firstRow: number,
    startsPart: boolean,
    use: (batch: Batch, encoded: readonly EncodedBatch[]) => void,
  ): void;
}

export function openTextRows(
  table: string,
  columns: readonly ColumnShape[],
  ...forms: readonly TextForm[]
): TextRowEncoder {
  const program = textProgram(table, columns);
  const encoded = encodedColumns(program);
  const options = { table, heapBytes: HEAP_BYTES, pieceBytes: PIECE_BYTES };
  const pages = tableSpace(
    columns.map(({ name, nullable }) => ({ name, nullable, type: { kind: 'string' } })),
    HEAP_BYTES,
  );
  const memory = openMemory(
    CHECKS_ROOM +
      pages.size +
      frameSize(program, HEAP_BYTES) +
      forms.length * (encoderSize(encoded, options) + fastEncoderSize(program)),
  );
  const frame = openFrame(program, memory, HEAP_BYTES);
  const fill = openTextBatches(program, frame);
  const encoders = forms.map(
    (form) =>
      openFastEncoder(form, program, frame, encoded, options, false) ??
      openEncoder(form, encoded, memory, options),
  );
  return {
    memory,
    pages: () => pages.open(memory),
    encode(rows, firstRow, startsPart, use) {
      const make = (from: number, count: number): Batch =>
        fill(rows.slice(from - firstRow, from - firstRow + count), from);
      readBatches(make, firstRow, rows.length, HEAP_BYTES, (batch) => {
        const isFirst = startsPart && batch.firstRow === firstRow;
        use(batch, encodeBatch(encoders, batch, isFirst));
      });
    },
  };
}
