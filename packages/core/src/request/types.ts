import type { EdgeCaseLabels, EdgeCaseSettings } from './types-edge-cases.ts';
import type { ExpectationRequest } from './types-expectation.ts';
import type { MaskingRequest } from './types-masking.ts';

export type * from './types-edge-cases.ts';
export type * from './types-expectation.ts';
export type * from './types-masking.ts';

/** A table of this request (`import` absent) or of a request it imports. */
export interface TableReference {
  /** Name under `imports`. */
  readonly import?: string;
  readonly table: string;
}

/** A column of a table of this request or of an imported one. */
export interface ColumnReference extends TableReference {
  readonly column: string;
}

/** How many children a parent row has. Every count is a whole number of rows. */
export type CountDistribution =
  | { readonly kind: 'fixed'; readonly count: number }
  /** Every count from `min` to `max`, both included, is equally likely. */
  | { readonly kind: 'uniform'; readonly min: number; readonly max: number }
  /** The `k`-th count from `min` upwards has a weight of `k ** -exponent`. */
  | {
      readonly kind: 'zipf';
      readonly exponent: number;
      readonly min: number;
      readonly max: number;
    }
  /** Poisson around `mean`, clamped to `min` and `max`. */
  | {
      readonly kind: 'poisson';
      readonly mean: number;
      readonly min: number;
      readonly max?: number;
    }
  /** A bin is picked by weight, then a count from `min` to `max` of it, both included. Sorted by `min`. */
  | { readonly kind: 'histogram'; readonly bins: readonly HistogramBin[] };

export interface HistogramBin {
  readonly min: number;
  readonly max: number;
  readonly weight: number;
}

/** Rows of a generated table: a number, or children of every row of another table. */
export type RowCount =
  | { readonly kind: 'fixed'; readonly rows: number }
  | { readonly kind: 'per'; readonly parent: TableReference; readonly count: CountDistribution };

/** Which row of the parent a reference picks. */
export type ReferencePick =
  | { readonly kind: 'uniform' }
  | { readonly kind: 'zipf'; readonly exponent: number }
  /** The row that this row is counted `per`. */
  | { readonly kind: 'parent' };

interface GeneratedColumnBase {
  /** No edge case sets a cell of it; absent where cases may, and in tables without edge cases. */
  readonly edgeCases?: false;
}

/** Cells made by a generator. */
export interface GeneratorColumn extends GeneratedColumnBase {
  readonly kind: 'generator';
  /** Name in the catalogue, or `faker.<module>.<method>` with its arguments in `options.args`. */
  readonly generator: string;
  /** As written: checked against the options of the generator, without its defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly unique: boolean;
  /** Share of null cells, 0 to 1. */
  readonly nulls: number;
}

/** Cells copied from the key of a row of another table: a foreign key. */
export interface ReferenceColumn extends GeneratedColumnBase {
  readonly kind: 'references';
  readonly references: ColumnReference;
  readonly pick: ReferencePick;
  readonly nulls: number;
  /** Columns of a table with the same link hold one row of the parent (a composite key). Default: the column's own name. */
  readonly link: string;
}

/** Cells copied from the parent row that the columns of `link` point to. */
export interface LookupColumn extends GeneratedColumnBase {
  readonly kind: 'lookup';
  readonly lookup: ColumnReference;
  /** Link of a {@link ReferenceColumn} of the same table. */
  readonly link: string;
  readonly nulls: number;
}

/** Cells of a source column after a masking strategy. */
export interface MaskColumn {
  readonly kind: 'mask';
  readonly strategy: string;
  /** As written: checked against the options of the strategy, without its defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Foreign key that holds in the source. */
  readonly references?: ColumnReference;
  /** Columns of one domain share their masks, e.g. `customer.email`. */
  readonly domain?: string;
  /** Kind of personal data that somebody has decided the column holds, or `none`. */
  readonly type?: string;
  /** Why it was decided so, by whom, and until when (`2027-01-31`). */
  readonly reason?: string;
  readonly approver?: string;
  readonly expires?: string;
}

export type GeneratedColumn = GeneratorColumn | ReferenceColumn | LookupColumn;

interface TableBase {
  /** Locale code of Faker, where it differs from the request's. */
  readonly locale?: string;
  /** Primary key; empty when the table has none. */
  readonly key: readonly string[];
  /** Further unique column sets. */
  readonly unique: readonly (readonly string[])[];
}

/** A table whose cells are all computed. */
export interface GeneratedTable extends TableBase {
  readonly kind: 'generated';
  readonly rows: RowCount;
  /** In the order of the table. */
  readonly columns: Readonly<Record<string, GeneratedColumn>>;
  /** Absent: none. */
  readonly edgeCases?: EdgeCaseSettings;
}

/** A table read from a source and masked. */
export interface SourceTable extends TableBase {
  readonly kind: 'source';
  readonly source: SourceRequest;
  readonly columns: Readonly<Record<string, MaskColumn>>;
}

export type TableRequest = GeneratedTable | SourceTable;

/** Where the rows of a source table come from. Paths are relative to the request file. */
export type SourceRequest =
  | { readonly kind: 'csv'; readonly path: string; readonly delimiter: string }
  | { readonly kind: 'ndjson'; readonly path: string }
  | {
      readonly kind: 'json';
      readonly path: string;
      /** JSON path of the array of rows, `$` for the whole document. */
      readonly rows: string;
    }
  | { readonly kind: 'parquet'; readonly path: string }
  | {
      readonly kind: 'mysql';
      /** Secret reference (`env:NAME`, `file:path`) or URL. */
      readonly url: string;
      readonly table: string;
      /** Database; absent: the one of the URL. */
      readonly schema?: string;
    }
  | {
      readonly kind: 'postgres';
      /** Secret reference (`env:NAME`, `file:path`) or URL. */
      readonly url: string;
      readonly schema: string;
      readonly table: string;
    };

export type FileFormat = 'parquet' | 'csv' | 'ndjson' | 'json' | 'sql';

/** How the pages of Parquet files are made smaller. */
export type ParquetCompression = 'snappy' | 'gzip' | 'zstd' | 'none';

/** Where an environment receives tables. */
export type TargetRequest =
  | {
      readonly kind: 'postgres';
      /** Secret reference or URL; absent when `embedded`. */
      readonly url?: string;
      /** rowmill starts a server of its own. */
      readonly embedded: boolean;
      /** What is created for the environment, so that it stands apart from the rest of the server. */
      readonly isolation: 'database' | 'schema' | 'none';
      readonly tables: readonly string[];
    }
  | {
      readonly kind: 'directory';
      readonly path: string;
      readonly format: FileFormat;
      /** Parquet only; Snappy unless given. */
      readonly compression?: ParquetCompression;
      readonly tables: readonly string[];
    }
  | {
      readonly kind: 's3';
      /** `s3://bucket/prefix` */
      readonly url: string;
      readonly format: FileFormat;
      /** Parquet only; Snappy unless given. */
      readonly compression?: ParquetCompression;
      readonly tables: readonly string[];
    };

export interface EnvironmentRequest {
  readonly leaseMs: number;
  readonly targets: readonly TargetRequest[];
}

export type Cleanup = 'always' | 'on-success' | 'never';

/** A request in normal form: every short form spelled out, every default filled in, every name checked. */
export interface Request {
  readonly name: string;
  /** Whole number from 0 to 2^53 - 1. */
  readonly seed: number;
  /** Locale code of Faker. */
  readonly locale: string;
  /** What generators take for "now"; written `2025-01-01T00:00:00.000Z`. */
  readonly referenceDate: string;
  /** Path of another request by the name that references use for it. */
  readonly imports: Readonly<Record<string, string>>;
  readonly tables: Readonly<Record<string, TableRequest>>;
  readonly masking: MaskingRequest;
  readonly validation: {
    /** JSON Schema by table: a path, or the schema itself. */
    readonly schemas: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;
    readonly expectations: readonly ExpectationRequest[];
    /** Keywords that schemas use besides those of their draft. */
    readonly keywords?: Readonly<
      Record<
        string,
        {
          readonly expression: string;
          readonly message?: string | undefined;
          readonly type?: string | readonly string[] | undefined;
        }
      >
    >;
    /** How complete lists of failing rows are written; NDJSON unless given. */
    readonly failures?: 'ndjson' | 'parquet';
  };
  readonly environments: Readonly<Record<string, EnvironmentRequest>>;
  readonly test?: { readonly command: string; readonly timeoutMs?: number };
  readonly cleanup: Cleanup;
  /** Absent when no table has edge cases. */
  readonly edgeCases?: EdgeCaseLabels;
  /** Path of a document of the Amazon States Language that is run in place of the pipeline. */
  readonly workflow?: string;
}

/** A request together with the requests it imports. */
export interface ResolvedRequest {
  readonly request: Request;
  readonly imports: Readonly<Record<string, ResolvedRequest>>;
}
