import { createHash } from 'node:crypto';
import { DataError } from '@rowmill/core';
import { inBatches } from './batches.ts';
import { SOURCE_BATCH_ROWS, type Source, type SourceColumn, type SourceRows } from './source.ts';

/** Opens one of the files. */
type OpenFile = (path: string) => Promise<Source>;

/**
 * Several files of one table as one source, one after the other and one open at a time. All have to have the same
 * columns.
 *
 * @param describe what the source calls itself
 * @throws DataError, naming the file and its columns, for one whose columns are others; and what opening and reading throws.
 */
export async function openJoinedSource(
  paths: readonly string[],
  { describe, open }: { readonly describe: string; readonly open: OpenFile },
): Promise<Source> {
  const columns = await sameColumns(paths, open);
  const closing = new AbortController();
  async function* all(signal: AbortSignal): AsyncGenerator<SourceRows> {
    for (const path of paths) {
      const source = await open(path);
      try {
        assertSame(path, columns, source.columns);
        yield* source.rows(signal);
      } finally {
        await source.close();
      }
    }
  }
  return {
    describe: () => describe,
    columns,
    rows: (signal) =>
      inBatches(
        all(signal ? AbortSignal.any([signal, closing.signal]) : closing.signal),
        SOURCE_BATCH_ROWS,
      ),
    async digest() {
      const hash = createHash('sha256');
      for (const path of paths) {
        const source = await open(path);
        hash.update((await source.digest?.()) ?? '');
        await source.close();
      }
      return hash.digest('hex');
    },
    async close() {
      closing.abort(new Error('the source was closed while it was read'));
    },
  };
}

async function sameColumns(
  paths: readonly string[],
  open: OpenFile,
): Promise<readonly SourceColumn[]> {
  let columns: readonly SourceColumn[] | undefined;
  for (const path of paths) {
    const source = await open(path);
    await source.close();
    columns ??= source.columns;
    assertSame(path, columns, source.columns);
  }
  return columns ?? [];
}

function assertSame(
  path: string,
  wanted: readonly SourceColumn[],
  found: readonly SourceColumn[],
): void {
  const textOf = (columns: readonly SourceColumn[]) =>
    columns.map(({ name, sourceType, type }) => `${name} ${sourceType ?? type?.kind ?? ''}`.trim());
  const [one, other] = [textOf(wanted), textOf(found)];
  if (one.join('\0') === other.join('\0')) return;
  const problem = `its columns are ${other.join(', ')}, and those of the first file ${one.join(', ')} - all files of a table have the same columns`;
  throw new DataError(path, undefined, problem);
}
