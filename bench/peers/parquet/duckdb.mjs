import { asParquet, duckdbUsers } from '../../lib/duckdb-users.mjs';

/** Ten million rows, as the command: the same file, and as many threads as it has workers. */
export const peer = duckdbUsers({
  units: { file: 10_000_000 },
  threads: 2,
  form: asParquet('snappy'),
});
