import { createHash } from 'node:crypto';
import { closeSync, linkSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { ShardConflictError } from '../errors.ts';

const READ_BYTES = 1 << 20;

/** File systems without hard links say one of these. */
const NO_LINKS: readonly unknown[] = ['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'];

/**
 * Gives a complete part its name. Where a part has that name already, made by an earlier try or by another run, that
 * one stays.
 *
 * @throws {@link ShardConflictError} when it holds other bytes.
 */
export function publishPart(
  temporary: string,
  path: string,
  { bytes, sha256 }: { readonly bytes: number; readonly sha256: string },
): void {
  try {
    linkSync(temporary, path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (NO_LINKS.includes(code)) renameSync(temporary, path);
    else if (code !== 'EEXIST') throw error;
    else if (statSync(path).size !== bytes || sha256OfFile(path) !== sha256)
      throw new ShardConflictError(path, { cause: error });
  }
  rmSync(temporary, { force: true });
}

/** SHA-256 of a file, in hexadecimal digits. */
export function sha256OfFile(path: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const count = readSync(file, buffer, 0, READ_BYTES, null);
      if (count === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, count));
    }
  } finally {
    closeSync(file);
  }
}
