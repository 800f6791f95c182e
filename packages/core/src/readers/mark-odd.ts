import type { ReadBatch, RowFault } from './read-batch.ts';

/**
 * Marks the rows of a batch whose text holds a byte: kernels read them as any other, and who checks them must not.
 *
 * @param fault told of each of them
 */
export function markRowsWith(batch: ReadBatch, byte: number, fault: RowFault): void {
  const rows = rowsWith(batch, byte).filter((row) => batch.sound[row] === 1);
  if (rows.length === 0) return;
  for (const row of rows) batch.sound[row] = 0;
  const faults = new Map([...batch.faults, ...rows.map((row) => [row, fault] as const)]);
  Object.assign(batch, { oddRows: batch.oddRows + rows.length, faults });
}

function rowsWith({ rowCount, bytes, raw }: ReadBatch, byte: number): number[] {
  const rows: number[] = [];
  let at = rowCount === 0 ? -1 : bytes.indexOf(byte, raw.address[0]);
  for (let row = 0; row < rowCount && at >= 0; row++) {
    const from = raw.address[row] as number;
    if (at < from) at = bytes.indexOf(byte, from);
    if (at >= from && at < from + (raw.length[row] as number)) rows.push(row);
  }
  return rows;
}
