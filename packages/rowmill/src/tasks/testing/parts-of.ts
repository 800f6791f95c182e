import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn } from '../../cli/testing/run-cli.ts';
import type { TaskHarness } from './task-harness.ts';

/** Digest of every part in the store, and of what should not be beside them, by its path there. */
export function partsOf({ directory }: TaskHarness): Record<string, string> {
  const datasets = join(directory, '.rowmill/datasets');
  const parts = filesIn(datasets).filter((file) => !file.endsWith('manifest.json'));
  return Object.fromEntries(
    parts.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(datasets, file)))
        .digest('hex'),
    ]),
  );
}
