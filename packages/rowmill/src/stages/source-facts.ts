import type { ResolvedRequest } from '@rowmill/core/engine';
import { openSource } from '../sources/open-source.ts';
import type { Source, SourceColumn } from '../sources/source.ts';
import type { TableConstraints } from '../sources/table-constraints.ts';

/** What a plan takes from the source of a table. Plain data: no row, no password. */
export interface SourceFacts {
  /** Of the table of the request. */
  readonly table: string;
  /** What the source calls itself, e.g. `csv customers.csv`. */
  readonly describe: string;
  readonly columns: readonly SourceColumn[];
  /** Absent where counting would mean reading everything. */
  readonly estimatedRows?: number;
  /** What a database makes the rows keep to; absent for files. */
  readonly constraints?: TableConstraints;
  /** SHA-256 in hexadecimal digits; absent where the rows may change at any time. */
  readonly digest?: string;
}

/** Everything outside of a request that its rows follow from. */
export interface KnownSources {
  readonly tables: readonly SourceFacts[];
  /** Tells masking keys apart, and says nothing of the key. Absent where no table is masked, or none by a key. */
  readonly maskKeyId?: string;
  /** Which version of it the request says that it is. */
  readonly maskKeyVersion?: string;
}

/** Where sources are looked for. */
export interface SourceWorld {
  /** Paths of the request start here. */
  readonly directory: string;
  /** Variables that `env:NAME` references read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Leave out digests of files, for which every byte has to be read. */
  readonly undigested?: boolean;
}

export const NO_SOURCES: KnownSources = { tables: [] };

/**
 * Opens every source of a request once, and lets go of it.
 *
 * @throws SourceError for the first that cannot be read; DataError for a file that names no columns.
 */
export async function readSourceFacts(
  { request }: ResolvedRequest,
  world: SourceWorld,
): Promise<readonly SourceFacts[]> {
  const facts: SourceFacts[] = [];
  for (const [table, asked] of Object.entries(request.tables)) {
    if (asked.kind !== 'source') continue;
    const source = await openSource(asked.source, world);
    try {
      facts.push(await factsOf(table, source, world));
    } finally {
      await source.close();
    }
  }
  return facts;
}

/** What an open source tells without handing over a row. */
export async function factsOf(
  table: string,
  source: Source,
  { undigested = false }: Pick<SourceWorld, 'undigested'> = {},
): Promise<SourceFacts> {
  const digest = undigested ? undefined : await source.digest?.();
  return {
    table,
    describe: source.describe(),
    columns: source.columns,
    ...(source.estimatedRows === undefined ? {} : { estimatedRows: source.estimatedRows }),
    ...(source.constraints === undefined ? {} : { constraints: source.constraints }),
    ...(digest === undefined ? {} : { digest }),
  };
}
