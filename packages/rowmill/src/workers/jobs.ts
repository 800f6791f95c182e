import type { ColumnShape } from '@rowmill/core';
import type { KeywordExpressions } from '@rowmill/core/json-schema';
import type { CsvOptions, KeyForm, Program } from '@rowmill/core/kernels';
import type { ColumnMaskCounts, ThreadKey, ThreadPlan } from '@rowmill/core/masks';
import type { DeliveryKey } from '../targets/postgres/deliveries.ts';
import type { PostgresLoadJob } from '../targets/postgres/load-job.ts';
import type { ColumnTypes } from '../validation/column-types.ts';
import type { FailureTally } from '../validation/failure-tally.ts';
import type { FailureNames } from '../validation/file-failure.ts';

/** Text forms and Parquet, by the names that the CLI and requests use. */
export type FormatName = 'ndjson' | 'csv' | 'json' | 'sql' | 'parquet';

/** How the pages of a Parquet file are made smaller. */
export type Compression = 'snappy' | 'gzip' | 'zstd' | 'none';

export interface FormatChoice {
  readonly name: FormatName;
  readonly csv?: CsvOptions;
  readonly gzip?: boolean;
  /** Parquet only; Snappy unless given. */
  readonly compression?: Compression;
}

/** Where the rows of a job come from. */
export type RowOrigin =
  /** Computed on the spot. */
  | { readonly kind: 'program'; readonly program: Program }
  /** Read back from stored parts: tables that were masked. */
  | {
      readonly kind: 'stored';
      readonly table: string;
      readonly columns: readonly ColumnShape[];
      readonly files: readonly string[];
      readonly rowCount: number;
    };

/** One table into one file; all workers take part, each with its own shards. */
export interface WriteFileJob {
  readonly kind: 'write-file';
  readonly origin: RowOrigin;
  readonly format: FormatChoice;
  readonly path: string;
  readonly control: SharedArrayBuffer;
}

/** One table into part files of a fixed number of rows; workers take part by part. */
export interface WritePartsJob {
  readonly kind: 'write-parts';
  readonly origin: RowOrigin;
  readonly format: FormatChoice;
  /** Path of part `n`, by number, without the mark of an unfinished file. */
  readonly paths: readonly string[];
  /** Of the first part, within the rows of the origin. */
  readonly firstRow: number;
  readonly partRows: number;
  readonly control: SharedArrayBuffer;
}

/** A few parts of one table into the store: made, checked against its schema, measured, digested by one worker. */
export interface StoreShardJob {
  readonly kind: 'store-shard';
  /** Tells the run and its table from others: what a worker has opened for it serves its next shards. */
  readonly id: string;
  readonly program: Program;
  readonly columns: readonly ColumnShape[];
  readonly key: readonly string[];
  readonly schema: TableSchema | undefined;
  readonly keys: TableKeys | undefined;
  readonly shard: number;
  /** A multiple of {@link partRows}. */
  readonly firstRow: number;
  readonly rowCount: number;
  readonly partRows: number;
  readonly place: ShardPlace;
  readonly control: SharedArrayBuffer;
}

/** Where a shard leaves its files. Folders are there already. */
export interface ShardPlace {
  readonly directory: string;
  /** Folder, on the same disk, of parts that are not complete yet; it belongs to one run. */
  readonly unfinished: string;
  /** NDJSON file that takes the failing rows of the shard. */
  readonly failuresFile: string;
}

/** Keys of the rows of one table. */
export interface TableKeys {
  /** 16 bytes, the same for all tables of a dataset. */
  readonly secret: Uint8Array;
  /** Each shard writes a file of its own into the folder of a set. */
  readonly sets: readonly { readonly form: KeyForm; readonly directory: string }[];
}

/** A range of rows of one table into a database, over the connection that the worker keeps. */
export interface LoadShardJob {
  readonly kind: 'load-shard';
  /** Tells the run, its table and the target from others: what a worker has opened serves the shards that follow. */
  readonly id: string;
  readonly origin: RowOrigin;
  /** Within the rows of the origin. */
  readonly range: { readonly firstRow: number; readonly rowCount: number };
  readonly load: PostgresLoadJob;
  readonly delivery: DeliveryKey;
  readonly control: SharedArrayBuffer;
}

/** A plain file whose rows are masked. */
export interface MaskedFile {
  readonly path: string;
  /** In bytes, when the job was made: what comes behind is not read. */
  readonly size: number;
  /** One worker reads all of it: line feeds do not tell where records begin. No unless given. */
  readonly isOneRange?: boolean;
  readonly format:
    | { readonly name: 'ndjson' }
    | { readonly name: 'csv'; readonly delimiter: string };
}

/** One file masked into another; workers take ranges of it in turn, and nothing lies in between. */
export interface MaskFileJob {
  readonly kind: 'mask-file';
  readonly source: MaskedFile;
  readonly masks: ThreadPlan;
  readonly key: ThreadKey | undefined;
  /** What "now" is for ages and dates. */
  readonly asOf: Date;
  /** What is delivered of the columns of the plan. */
  readonly columns: readonly ColumnShape[];
  readonly schema: MaskedSchema | undefined;
  readonly format: FormatChoice;
  /** Of the file that is written, which exists. */
  readonly path: string;
  readonly control: SharedArrayBuffer;
}

/** What masked rows are checked against. */
export interface MaskedSchema {
  readonly schema: TableSchema;
  readonly key: readonly string[];
  /** NDJSON file that takes every failing row. */
  readonly failuresFile: string;
}

/** What one worker did of a file. */
export interface MaskedRanges {
  readonly rows: number;
  readonly counts: readonly ColumnMaskCounts[];
  readonly failures: SchemaFailures;
}

/** A plain file whose rows are checked against a JSON Schema, with what has been learned from its start. */
export interface CheckedFile {
  readonly path: string;
  /** In bytes, when the job was made: what comes behind is not read. */
  readonly size: number;
  readonly format:
    | { readonly name: 'ndjson' }
    | { readonly name: 'csv'; readonly delimiter: string; readonly types: ColumnTypes };
  readonly columns: readonly string[];
  /** Bytes and line breaks before the first row: a mark, a header. */
  readonly header: { readonly bytes: number; readonly lines: number };
  /** Bytes of a range. */
  readonly rangeBytes: number;
}

/** One file whose rows are checked; workers take ranges of it in turn. */
export interface ValidateFileJob {
  readonly kind: 'validate-file';
  readonly file: CheckedFile;
  readonly schema: TableSchema & { readonly showValues: boolean };
  /** Columns whose values are told of failing rows. */
  readonly key: readonly string[];
  readonly names: FailureNames;
  /** Most failures that each worker keeps one by one. */
  readonly limit: number;
  /** NDJSON file that takes every failure, from this byte on. */
  readonly failures: { readonly path: string; readonly from: number } | undefined;
  /** See `range-places.ts`. */
  readonly places: SharedArrayBuffer;
  readonly control: SharedArrayBuffer;
}

/** What one worker found in the ranges of a file. */
export interface CheckedRanges {
  readonly rows: number;
  readonly tally: FailureTally;
}

export type Job =
  | WriteFileJob
  | WritePartsJob
  | StoreShardJob
  | LoadShardJob
  | MaskFileJob
  | ValidateFileJob;

/** A JSON Schema with everything that it refers to. */
export interface TableSchema {
  /** Named in errors: the file it came from. */
  readonly origin: string;
  readonly uri: string;
  readonly root: unknown;
  /** Further schemas by URI. */
  readonly others: Readonly<Record<string, unknown>>;
  /** Keywords that the schemas use besides those of their draft. */
  readonly keywords?: KeywordExpressions;
}

/** A stored part. `digest` covers the rows, whatever their order. */
export interface StoredPart {
  readonly file: string;
  readonly firstRow: number;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Sum of the digests of its lines; see `createLineDigest` of core. */
  readonly digest: string;
  /** Bytes of the same rows as NDJSON. */
  readonly jsonBytes: number;
  /** Cells that are null, by column; columns without one are left out. Absent where nobody has counted. */
  readonly nulls?: Readonly<Record<string, number>>;
  readonly schemaFailures: SchemaFailures;
}

/** Rows of a part that break the table's JSON Schema. */
export interface SchemaFailures {
  readonly rows: number;
  readonly byRule: Readonly<Record<string, number>>;
  readonly examples: readonly SchemaFailureExample[];
}

export interface SchemaFailureExample {
  readonly key: Readonly<Record<string, unknown>>;
  readonly row: number;
  readonly rule: string;
  readonly column: string;
  readonly message: string;
}
