import type { SourceColumn } from './source.ts';
import type { TableConstraints } from './table-constraints.ts';

/** A table or view of a database with all that its catalogue says of it. Plain data: no row, no password. */
export interface IntrospectedTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'partitioned-table' | 'view' | 'materialised-view' | 'foreign-table';
  readonly comment?: string;
  /** Absent where the database has never counted. */
  readonly estimatedRows?: number;
  readonly columns: readonly SourceColumn[];
  readonly constraints: TableConstraints;
  /** Names of references to tables that come after this one, since they refer to it in turn. */
  readonly cyclic: readonly string[];
}

/** Which tables are asked for. */
export interface IntrospectOptions {
  /** Absent: of PostgreSQL all but its own, of MySQL the database of the URL. */
  readonly schema?: string | undefined;
  /** Absent: all. */
  readonly table?: string | undefined;
}
