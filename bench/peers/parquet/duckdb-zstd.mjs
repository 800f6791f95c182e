import { statSync } from 'node:fs';
import { asParquet, duckdbUsers } from '../../lib/duckdb-users.mjs';

const subject = duckdbUsers({ units: { size: 1_000_000 }, threads: 2, form: asParquet('zstd') });

export const peer = {
  ...subject,
  name: 'DuckDB, Parquet with zstd',
  async run(job) {
    await subject.run(job);
    return statSync(job.file).size;
  },
};
