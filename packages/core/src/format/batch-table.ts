import { CHECKS_ROOM } from '../checks/checks-room.ts';
import { loadFakers } from '../kernels/faker.ts';
import { openFrame } from '../kernels/frame.ts';
import type { Memory } from '../kernels/memory.ts';
import { type MakeBatch, openProgram } from '../kernels/run-program.ts';
import { readBatches } from '../kernels/table-reader.ts';
import { BATCH_KEYS_SIZE } from '../keys/batch-keys.ts';
import type { Batch } from '../model/batch.ts';
import { programRanges } from '../program/program-ranges.ts';
import type { Program } from '../program/steps.ts';
import { openMemory } from '../wasm/open-memory.ts';
import {
  openTupleDigester,
  type TupleDigestForm,
  tupleDigesterSize,
} from './copy-binary-digest.ts';
import { type EncodedBatch, encodeBatch, openEncoder, type TextEncoderOf } from './encoder.ts';
import { openFastEncoder } from './fast-encoder.ts';
import { openPrograms, type ProgramOpener, programsSize } from './open-programs.ts';
import type { PageSpace } from './parquet/page-space.ts';
import { tableSpace } from './parquet/table-space.ts';
import type { TextForm } from './text-form.ts';
import {
  encodedColumns,
  encoderOptions,
  HEAP_BYTES,
  memorySize,
  type RowRange,
} from './text-table.ts';

/** A compiled table, ready to hand on any of its rows as batches. One per worker; not reentrant. */
export interface BatchTable {
  /** Where Parquet pages of the batches can be put together without a copy of their cells. */
  pages(): PageSpace;
  /** What batches point into, with room for checks and keys. */
  readonly memory: Memory;
  /** Hands the rows on as batches, each in all forms that the table was opened with. */
  read(range: RowRange, use: (batch: Batch, encoded: readonly EncodedBatch[]) => void): void;
}

type BatchForm = TextForm | TupleDigestForm;

/** Opens a table for reading, with encoders for the given forms at hand. */
export async function openBatchTable(
  program: Program,
  ...forms: readonly BatchForm[]
): Promise<BatchTable> {
  const pages = tableSpace(encodedColumns(program), HEAP_BYTES);
  const opener = openerOf(forms, await loadFakers(program));
  const memory = openMemory(
    programsSize(program, opener) + CHECKS_ROOM + BATCH_KEYS_SIZE + pages.size,
  );
  const open = openPrograms(program, memory, opener);
  return {
    memory,
    pages: () => pages.open(memory),
    read({ startsPart, ...range }, use) {
      for (const { program: each, firstRow, rowCount } of programRanges(program, range)) {
        const { make, encoders } = open(each);
        readBatches(make, firstRow, rowCount, HEAP_BYTES, (batch) =>
          use(batch, encodeBatch(encoders, batch, startsPart && batch.firstRow === range.firstRow)),
        );
      }
    },
  };
}

interface OpenBatches {
  readonly make: MakeBatch;
  readonly encoders: readonly TextEncoderOf[];
}

/** @param fakers of all programs of the table */
function openerOf(
  forms: readonly BatchForm[],
  fakers: Awaited<ReturnType<typeof loadFakers>>,
): ProgramOpener<OpenBatches> {
  return {
    size(program) {
      const columns = encodedColumns(program);
      return forms.reduce(
        (sum, form) => ('kinds' in form ? sum + tupleDigesterSize(form, columns) : sum),
        memorySize(program, columns, forms.length),
      );
    },
    open(program, memory) {
      const columns = encodedColumns(program);
      const frame = openFrame(program, memory, HEAP_BYTES, fakers);
      const make = openProgram(program, frame);
      const options = encoderOptions(program);
      const encoders = forms.map((form) =>
        'kinds' in form
          ? openTupleDigester(form, columns, memory, program.table)
          : (openFastEncoder(form, program, frame, columns, options, false) ??
            openEncoder(form, columns, memory, options)),
      );
      return { make, encoders };
    },
  };
}
