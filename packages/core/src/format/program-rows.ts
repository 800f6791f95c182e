import { loadFakers } from '../kernels/faker.ts';
import { frameSize, openFrame } from '../kernels/frame.ts';
import { openProgram } from '../kernels/run-program.ts';
import { readBatches } from '../kernels/table-reader.ts';
import { programRanges } from '../program/program-ranges.ts';
import type { Program } from '../program/steps.ts';
import { openMemory } from '../wasm/open-memory.ts';
import { type Row, rowsOfBatch } from './read-rows.ts';

const HEAP_BYTES = 4 << 20;

/** Computes some rows of a compiled table, and no others. */
export async function programRows(
  program: Program,
  firstRow: number,
  rowCount: number,
): Promise<Row[]> {
  const fakers = await loadFakers(program);
  const rows: Row[] = [];
  for (const range of programRanges(program, { firstRow, rowCount })) {
    const memory = openMemory(frameSize(range.program, HEAP_BYTES));
    const frame = openFrame(range.program, memory, HEAP_BYTES, fakers);
    const make = openProgram(range.program, frame);
    readBatches(make, range.firstRow, range.rowCount, HEAP_BYTES, (batch) => {
      for (const row of rowsOfBatch(batch)) rows.push(row);
    });
  }
  return rows;
}
