import { loadFakers } from '../kernels/faker.ts';
import { frameSize, openFrame } from '../kernels/frame.ts';
import { openProgram } from '../kernels/run-program.ts';
import { readBatches } from '../kernels/table-reader.ts';
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
  const memory = openMemory(frameSize(program, HEAP_BYTES));
  const frame = openFrame(program, memory, HEAP_BYTES, await loadFakers(program));
  const rows: Row[] = [];
  readBatches(openProgram(program, frame), firstRow, rowCount, HEAP_BYTES, (batch) =>
    rows.push(...rowsOfBatch(batch)),
  );
  return rows;
}
