import { generateSubject } from '../../lib/rowmill-command.mjs';

export const peer = generateSubject({
  name: 'rowmill generate --workers 1 (whole process)',
  units: { file: 10_000_000 },
  workers: 1,
  format: 'parquet',
});
