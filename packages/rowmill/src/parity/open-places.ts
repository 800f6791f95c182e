import { resolve } from 'node:path';
import type { SourceRequest } from '@rowmill/core/engine';
import { SourceError } from '../errors.ts';
import { introspectDatabase } from '../sources/introspect.ts';
import type { IntrospectedTable } from '../sources/introspected-table.ts';
import { openSource } from '../sources/open-source.ts';
import { isS3Url } from '../stores/s3/s3-url.ts';
import type { ComparedPlace, ComparedTable } from './compared-place.ts';
import { filesPlace } from './files-place.ts';

/** Tables of ours that are no data. */
const OWN_TABLES: ReadonlySet<string> = new Set(['rowmill_deliveries']);

/**
 * Opens a place by its address: `postgres://…` and `mysql://…` (behind `#` the schema, where it is not the only one),
 * `s3://bucket/prefix`, or a folder with a file or a folder for each table.
 *
 * @param address with its password; no message shows it
 * @throws SourceError when it cannot be reached, or holds no table.
 */
export async function openPlace(name: string, address: string): Promise<ComparedPlace> {
  if (/^[a-z][a-z0-9+]*:\/\//i.test(address) && !isS3Url(address)) return databaseOf(name, address);
  return filesPlace(name, isS3Url(address) ? address.replace(/\/+$/, '') : resolve(address));
}

async function databaseOf(name: string, address: string): Promise<ComparedPlace> {
  const [url = '', schema] = address.split('#', 2);
  const engine = /^postgres(ql)?:/.test(url) ? 'postgres' : 'mysql';
  const found = (await introspectDatabase(url, { schema })).filter(
    ({ kind, name: table }) => kind !== 'view' && !OWN_TABLES.has(table),
  );
  assertOneOfEach(name, found);
  const tables = found.map(
    (table): ComparedTable => ({
      name: table.name,
      engine,
      schema: table.schema,
      open: () =>
        openSource(
          { kind: engine, url, schema: table.schema, table: table.name } as SourceRequest,
          { directory: '.', environment: {} },
        ),
    }),
  );
  return { name, describe: describeDatabase(url, schema), tables };
}

function describeDatabase(url: string, schema: string | undefined): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol.slice(0, -1)} ${host}${pathname}${schema === undefined ? '' : ` schema ${schema}`}`;
}

function assertOneOfEach(place: string, tables: readonly IntrospectedTable[]): void {
  const seen = new Map<string, string>();
  for (const { schema, name } of tables) {
    const other = seen.get(name);
    if (other !== undefined) {
      throw new SourceError(
        place,
        `table "${name}" is in the schemas ${other} and ${schema} - name one behind the address: …#${schema}`,
      );
    }
    seen.set(name, schema);
  }
}
