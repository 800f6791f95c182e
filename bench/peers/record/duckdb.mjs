import { AS_JSON, duckdbUsers } from '../../lib/duckdb-users.mjs';

export const peer = duckdbUsers({
  units: { null: 1_000_000, file: 1_000_000 },
  threads: 1,
  form: AS_JSON,
});
