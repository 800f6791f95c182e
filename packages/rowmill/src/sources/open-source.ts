import { resolve } from 'node:path';
import type { SourceRequest } from '@rowmill/core/engine';
import { resolveReference } from '../request/resolve-reference.ts';
import { isS3Url } from '../stores/s3/s3-url.ts';
import type { Source } from './source.ts';

/** Opens the source that a request names. Drivers are loaded only where they are needed. */
export async function openSource(
  source: SourceRequest,
  {
    directory,
    environment,
  }: { directory: string; environment: Readonly<Record<string, string | undefined>> },
): Promise<Source> {
  switch (source.kind) {
    case 'csv': {
      const { openCsvSource } = await import('./csv-source.ts');
      return openCsvSource({ path: placeOf(source.path, directory), delimiter: source.delimiter });
    }
    case 'ndjson': {
      const { openNdjsonSource } = await import('./ndjson-source.ts');
      return openNdjsonSource({ path: placeOf(source.path, directory) });
    }
    case 'json': {
      const { openJsonSource } = await import('./json-source.ts');
      return openJsonSource({ path: placeOf(source.path, directory), rows: source.rows });
    }
    case 'parquet': {
      const { openParquetSource } = await import('./parquet-source.ts');
      return openParquetSource({ path: placeOf(source.path, directory) });
    }
    case 'mysql': {
      const { openMysqlSource } = await import('./mysql-source.ts');
      const url = await resolveReference(source.url, { environment, baseDirectory: directory });
      return openMysqlSource({ url, schema: source.schema, table: source.table });
    }
    case 'postgres': {
      const { openPostgresSource } = await import('./postgres-source.ts');
      const url = await resolveReference(source.url, { environment, baseDirectory: directory });
      return openPostgresSource({ url, schema: source.schema, table: source.table });
    }
  }
}

const placeOf = (path: string, directory: string): string =>
  isS3Url(path) ? path : resolve(directory, path);
