import type { ReadBatch } from '@rowmill/core/kernels';

type Cell = string | null;

/** Reads the cells of a row of a batch as strings; null where the cell has no value. */
export type ReadCells = (row: number) => Cell[];

/**
 * Opens the cells of a batch. A row that is all ASCII is decoded once and cut: a call out of JavaScript for every
 * cell would cost more than everything else.
 */
export function openCells({ columns, bytes, raw, wide }: ReadBatch): ReadCells {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (row) => {
    const rowAt = raw.address[row] as number;
    const text =
      wide[row] === 0
        ? buffer.toString('latin1', rowAt, rowAt + (raw.length[row] as number))
        : undefined;
    const cells = new Array<Cell>(columns.length);
    for (let column = 0; column < columns.length; column++) {
      const { vector, valid } = columns[column] as ReadBatch['columns'][number];
      const at = vector.address[row] as number;
      const end = at + (vector.length[row] as number);
      if (valid[row] === 0) cells[column] = null;
      else cells[column] = text?.slice(at - rowAt, end - rowAt) ?? buffer.toString('utf8', at, end);
    }
    return cells;
  };
}

/** The bytes of a row as they stand in the file, without its line break: a view. */
export function rawRow({ bytes, raw }: ReadBatch, row: number): Buffer {
  const at = raw.address[row] as number;
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, raw.length[row] as number);
}
