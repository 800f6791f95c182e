import type { Batch, BatchColumn, Vector } from '../../model/batch.ts';
import type { ValueKind } from '../../model/value-type.ts';
import type { PageOptions } from './codec.ts';
import { openColumnChunk } from './column-chunk.ts';
import { refuseVector } from './column-encoder.ts';
import type { GroupSummary } from './footer.ts';
import { GROUP_BYTES, GROUP_ROWS } from './limits.ts';
import { openPageBytes } from './page-bytes.ts';
import { openPageCutter } from './page-cutter.ts';
import type { PageSpace } from './page-space.ts';
import type { ParquetColumn } from './schema.ts';

/** Encodes rows as row groups. */
export interface RowGroups {
  /**
   * @throws DataError when a cell does not fit its column: a fraction among whole numbers, a null that is not allowed.
   */
  add(batch: Batch): void;
  /** Hands on the last row group, and starts anew: what is added next may be another part of the file. */
  finish(): void;
}

/** Takes a finished row group; its bytes are valid until it returns. */
export type UseGroup = (group: GroupSummary, pieces: readonly Uint8Array[]) => void;

/** Opens row groups that begin with the first row added: at fixed rows from there one ends, so that files can be shared. */
export function openRowGroups(
  columns: readonly ParquetColumn[],
  space: PageSpace,
  options: PageOptions,
  use: UseGroup,
): RowGroups {
  const pageBytes = openPageBytes(space, options);
  const chunks = columns.map((column, c) => openColumnChunk(space, column, c, pageBytes));
  let rowCount = 0;
  let fileRows = 0;
  let byteSize = 0;

  const endGroup = (): void => {
    if (rowCount === 0) return;
    const written = chunks.map((chunk) => chunk.end());
    const summaries = written.map(({ summary }) => summary);
    use(
      { rowCount, chunks: summaries },
      written.flatMap(({ pieces }) => pieces),
    );
    rowCount = 0;
    byteSize = 0;
  };
  const pages = openPageCutter(space, (page) => {
    for (const chunk of chunks) byteSize += chunk.add(page);
    rowCount += page.rowCount;
    fileRows += page.rowCount;
    if (fileRows % GROUP_ROWS === 0 || byteSize >= GROUP_BYTES) endGroup();
  });
  return {
    add(batch) {
      for (const [c, column] of batch.columns.entries()) checkVector(column, columns[c]);
      pages.add(batch);
    },
    finish() {
      pages.finish();
      endGroup();
      fileRows = 0;
    },
  };
}

/** Vectors that cells of a kind come in. */
const VECTORS: Readonly<Record<ValueKind, readonly Vector['kind'][]>> = {
  string: ['text'],
  json: ['text'],
  integer: ['number', 'bigint'],
  decimal: ['number', 'bigint'],
  timestamp: ['number', 'bigint'],
  bigint: ['bigint', 'number'],
  date: ['number'],
  float: ['number'],
  boolean: ['boolean'],
  uuid: ['uuid'],
};

function checkVector(column: BatchColumn, declared: ParquetColumn | undefined): void {
  if (declared === undefined) throw new TypeError(`column ${column.name} is not of this file`);
  const { kind } = declared.type;
  if (!VECTORS[kind].includes(column.vector.kind)) refuseVector({ ...column, type: declared.type });
}
