import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of recorded cases and databases, beside the clone. These tests run where it is there. */
export const RECORDED = resolve(
  dirname(fileURLToPath(import.meta.url)),
  '..',
  '..',
  '..',
  'shared',
);
