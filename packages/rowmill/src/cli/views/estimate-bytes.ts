import { ndjson, openBatchTable, openParquetFile, type Program } from '@rowmill/core/kernels';

export interface EstimatedBytes {
  readonly ndjson: number;
  readonly parquet: number;
}

const SAMPLE_ROWS = 2048;

/** Sizes of a table, from the rows at its begin and in its middle: numbers grow, and so do their digits. */
export async function estimateBytes(program: Program): Promise<EstimatedBytes> {
  const { rowCount } = program;
  if (rowCount <= 2 * SAMPLE_ROWS) return measure(program, [{ firstRow: 0, rowCount }]);
  const first = { firstRow: 0, rowCount: SAMPLE_ROWS };
  const middle = { firstRow: Math.floor(rowCount / 2), rowCount: SAMPLE_ROWS };
  const one = await measure(program, [first]);
  const both = await measure(program, [first, middle]);
  // A file has parts that do not grow with its rows: what the second half added is what rows take.
  const factor = (rowCount - SAMPLE_ROWS) / SAMPLE_ROWS;
  const grow = (small: number, large: number): number =>
    Math.round(small + (large - small) * factor);
  return {
    ndjson: Math.round((both.ndjson / (2 * SAMPLE_ROWS)) * rowCount),
    parquet: grow(one.parquet, both.parquet),
  };
}

async function measure(
  program: Program,
  ranges: readonly { firstRow: number; rowCount: number }[],
): Promise<EstimatedBytes> {
  const table = await openBatchTable(program, ndjson);
  const bytes = { ndjson: 0, parquet: 0 };
  const columns = program.columns.map(({ name, type, valid }) => ({
    name,
    type,
    nullable: valid !== null,
  }));
  const file = openParquetFile(columns, (piece) => {
    bytes.parquet += piece.length;
  });
  for (const range of ranges) {
    table.read({ ...range, startsPart: true }, (batch, [encoded]) => {
      file.add(batch);
      bytes.ndjson += encoded?.byteCount ?? 0;
    });
  }
  file.finish();
  return bytes;
}
