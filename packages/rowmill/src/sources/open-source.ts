import { resolve } from 'node:path';
import type { SourceRequest } from '@rowmill/core/engine';
import { resolveReference } from '../request/resolve-reference.ts';
import { isS3Url } from '../stores/s3/s3-url.ts';
import type { Source } from './source.ts';

interface SourcePlace {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

type FileRequest = Extract<SourceRequest, { readonly path: string }>;

/** Opens the source that a request names. Drivers are loaded only where they are needed. */
export async function openSource(source: SourceRequest, place: SourcePlace): Promise<Source> {
  const { directory, environment } = place;
  if ('path' in source) return openFiles(source, directory);
  const url = await resolveReference(source.url, { environment, baseDirectory: directory });
  if (source.kind === 'mysql') {
    const { openMysqlSource } = await import('./mysql-source.ts');
    return openMysqlSource({ url, schema: source.schema, table: source.table });
  }
  const { openPostgresSource } = await import('./postgres-source.ts');
  return openPostgresSource({ url, schema: source.schema, table: source.table });
}

/** A file, or all files of a table. */
async function openFiles(source: FileRequest, directory: string): Promise<Source> {
  const { sourcePaths } = await import('./source-paths.ts');
  const { path: written, kind } = source;
  const place = isS3Url(written) ? written : resolve(directory, written);
  const paths = await sourcePaths(place, kind);
  const [only] = paths;
  if (paths.length === 1 && only !== undefined) return openFile(source, only);
  const { openJoinedSource } = await import('./joined-source.ts');
  return openJoinedSource(paths, {
    describe: `${kind} ${place}`,
    open: (path) => openFile(source, path),
  });
}

async function openFile(source: FileRequest, path: string): Promise<Source> {
  switch (source.kind) {
    case 'csv': {
      const { openCsvSource } = await import('./csv-source.ts');
      return openCsvSource({ path, delimiter: source.delimiter });
    }
    case 'ndjson': {
      const { openNdjsonSource } = await import('./ndjson-source.ts');
      return openNdjsonSource({ path });
    }
    case 'json': {
      const { openJsonSource } = await import('./json-source.ts');
      return openJsonSource({ path, rows: source.rows });
    }
    case 'parquet': {
      const { openParquetSource } = await import('./parquet-source.ts');
      return openParquetSource({ path });
    }
  }
}
