import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AuditError } from '../errors.ts';
import { type FoundCheckpoint, readCheckpoints } from './checkpoint-files.ts';
import { CHECKPOINT_FOLDER, LOG_FILE } from './file-audit-log.ts';
import { type LogLines, splitLog } from './log-lines.ts';

/** The lines of the log of a folder, whatever they hold. @throws {@link AuditError} when there is no log. */
export async function readAuditLines(folder: string): Promise<LogLines> {
  const path = join(folder, LOG_FILE);
  return splitLog(
    await readFile(path).catch((cause: unknown) => {
      throw AuditError.of(path, 'reading the log', cause);
    }),
  );
}

/** Checkpoints that the folder of a log keeps, and those of other files and folders. */
export async function readAllCheckpoints(
  folder: string,
  elsewhere: readonly string[],
): Promise<readonly FoundCheckpoint[]> {
  const places = [join(folder, CHECKPOINT_FOLDER), ...elsewhere];
  const found: FoundCheckpoint[] = [];
  for (const place of places) {
    const there = await readCheckpoints(place);
    if (there.length === 0 && elsewhere.includes(place))
      throw new AuditError(
        place,
        'there is no checkpoint - name its file, or the folder that has it',
      );
    found.push(...there);
  }
  return found;
}
