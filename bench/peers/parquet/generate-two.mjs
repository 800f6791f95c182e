import { generateSubject } from '../../lib/rowmill-command.mjs';

export const peer = generateSubject({
  name: 'rowmill generate --workers 2 (whole process)',
  units: { file: 10_000_000 },
  workers: 2,
  format: 'parquet',
});
