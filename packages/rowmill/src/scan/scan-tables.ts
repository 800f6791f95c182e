import { type ColumnFinding, classifyTable } from '@rowmill/core/engine';
import { openSource } from '../sources/open-source.ts';
import type { Source, SourceColumn } from '../sources/source.ts';
import type { TableConstraints } from '../sources/table-constraints.ts';
import { type DocumentPlace, scanDocuments } from './scan-documents.ts';
import type { ScanPlace, ScanPlaces } from './scan-places.ts';

/** A column of a scan: what it is taken for, and what the request has decided. */
export interface ScannedColumn extends ColumnFinding {
  /** Type in the words of the source. */
  readonly sourceType?: string;
  /** Places in the documents of the column, where it holds documents. */
  readonly inside?: readonly DocumentPlace[];
  /** Name of the strategy that the request has for it; absent where nobody has decided. */
  readonly decision?: string;
}

export interface ScannedTable {
  readonly table: string;
  /** What the source calls itself. Never a password. */
  readonly source: string;
  /** Rows that were looked at. */
  readonly sampledRows: number;
  readonly columns: readonly ScannedColumn[];
  readonly place: ScanPlace;
  readonly sourceColumns: readonly SourceColumn[];
  readonly constraints: TableConstraints | undefined;
}

export interface ScanOptions {
  /** Rows to look at in each table. */
  readonly sample: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/**
 * Reads a sample of every table and says what its columns hold. One table at a time, and no row is kept.
 *
 * @throws SourceError for the first that cannot be read.
 */
export async function scanTables(
  { places, directory, loaded }: ScanPlaces,
  { sample, environment, signal }: ScanOptions,
): Promise<readonly ScannedTable[]> {
  const tables: ScannedTable[] = [];
  for (const place of places) {
    const source = await openSource(place.source, { directory, environment });
    try {
      const asked = loaded?.request.tables[place.table];
      const decisions = asked?.kind === 'source' ? asked.columns : {};
      tables.push(await scanTable(source, place, { sample, signal, decisions }));
    } finally {
      await source.close();
    }
  }
  return tables;
}

interface TableScan {
  readonly sample: number;
  readonly signal: AbortSignal;
  readonly decisions: Readonly<Record<string, { readonly strategy: string }>>;
}

async function scanTable(
  source: Source,
  place: ScanPlace,
  { sample, signal, decisions }: TableScan,
): Promise<ScannedTable> {
  const rows = await firstRows(source, sample, signal);
  const findings = classifyTable({
    name: place.table,
    columns: source.columns.map((column, at) => ({
      name: column.name,
      ...(column.sourceType === undefined ? {} : { sourceType: column.sourceType }),
      isKey: column.isKey === true,
      isReference: column.references !== undefined,
      values: rows.map((row) => row[at] ?? null),
    })),
  });
  const columns = findings.map((finding, at): ScannedColumn => {
    const sourceType = source.columns[at]?.sourceType;
    const decision = Object.hasOwn(decisions, finding.column)
      ? decisions[finding.column]?.strategy
      : undefined;
    const documents = scanDocuments(
      finding.column,
      rows.map((row) => row[at] ?? null),
    );
    return {
      ...(documents?.finding ?? finding),
      ...(documents === undefined ? {} : { inside: documents.places }),
      ...(sourceType === undefined ? {} : { sourceType }),
      ...(decision === undefined ? {} : { decision }),
    };
  });
  return {
    table: place.table,
    source: source.describe(),
    sampledRows: rows.length,
    columns,
    place,
    sourceColumns: source.columns,
    constraints: source.constraints,
  };
}

async function firstRows(
  source: Source,
  most: number,
  signal: AbortSignal,
): Promise<readonly (readonly (string | null)[])[]> {
  const rows: (readonly (string | null)[])[] = [];
  for await (const batch of source.rows(signal)) {
    rows.push(...batch.slice(0, most - rows.length));
    if (rows.length >= most) break;
  }
  return rows;
}
