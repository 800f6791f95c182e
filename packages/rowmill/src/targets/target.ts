import type { TableShape } from '@rowmill/core';
import type { FormatChoice } from '../workers/jobs.ts';
import type { PostgresLoadJob } from './postgres/load-job.ts';

/** A file that a table is written to. */
export interface DirectoryLoadJob {
  readonly kind: 'directory';
  readonly path: string;
  readonly format: FormatChoice;
}

/** A place in a bucket that part files of a table are written to. */
export interface S3LoadJob {
  readonly kind: 's3';
  readonly place: { readonly bucket: string; readonly prefix: string };
  /** What the keys of the table begin with; `/` at its end. */
  readonly folder: string;
  /** Whose the place has to be. */
  readonly lease: string;
  readonly format: FormatChoice;
}

/** A part file as it was sent. */
export interface DeliveredPart {
  /** `part-00000.csv` */
  readonly name: string;
  readonly bytes: number;
  /** As S3 keeps it; see `Uploaded` of the store. */
  readonly checksum: string;
}

/** What worker threads need to load rows into one table. Plain data; a password may be in it. */
export type LoadJob = PostgresLoadJob | DirectoryLoadJob | S3LoadJob;

/** Where the rows of a load come from: computed on the spot as values, or read back from the store as text. */
export type LoadOrigin = 'program' | 'stored';

export interface TargetState {
  /** Schema of a database in which the tables were made, where the search path of its user chose it. */
  readonly schema?: string;
}

/** What was sent to a table: the rows and their digest, summed over all loaders. */
export interface TableDigest {
  readonly table: TableShape;
  readonly rows: number;
  /** Rows of a program and of a store may have digests of different forms; `stored` where it is not said. */
  readonly origin?: LoadOrigin;
  /** 16 hexadecimal digits; see `createRowDigest`. */
  readonly digest: string;
  /** Form in which the rows were sent, where the target is a database. */
  readonly format?: 'binary' | 'text';
  /** Bytes that were written, where the target is a file. */
  readonly bytes?: number;
  /** Where the target is a bucket. */
  readonly parts?: readonly DeliveredPart[];
}

/** What a target holds of one table, beside what was sent. */
export interface TableCheck {
  readonly table: string;
  readonly matches: boolean;
  readonly rows: number;
  readonly expectedRows: number;
  readonly digest: string;
  readonly expectedDigest: string;
}

/** A place that tables are delivered to, and removed from again. */
export interface Target {
  readonly kind: 'postgres' | 'directory' | 's3';
  /** `postgres 127.0.0.1:5432/rowmill_qa_1a2b3c4d`. Never a password. */
  describe(): string;
  /** Makes the place and its bare, empty tables. Safe to repeat: what an earlier try loaded is gone. */
  provision(tables: readonly TableShape[]): Promise<void>;
  /** @param origin decides, besides the table, in which form rows travel; `stored` where it is not said */
  loadJob(table: TableShape, origin?: LoadOrigin): LoadJob;
  /** What another process has to know to open the same target again, beside its request and its lease. */
  state(): TargetState;
  /** After provisioning: lets the target remember which shards it has. Safe to repeat. */
  beginDeliveries(tables: readonly TableShape[]): Promise<void>;
  /** Lets it forget them. Safe to repeat. */
  endDeliveries(tables: readonly TableShape[]): Promise<void>;
  /** After the load: keys, unique sets, indexes, references, sequences, statistics. */
  finish(tables: readonly TableShape[]): Promise<void>;
  /** What {@link verify} compares: the rows themselves, sizes and checksums of objects, or sizes of files. */
  readonly verifies: 'content' | 'checksum' | 'size';
  verify(expected: readonly TableDigest[]): Promise<readonly TableCheck[]>;
  /** For the environment of the test command. */
  variables(): Record<string, string>;
  /** Removes what was provisioned and nothing else. Returns one readable line for each thing removed. */
  remove(): Promise<readonly string[]>;
  /** What a reader of the report should know, e.g. a column type that was replaced. Complete after `finish`. */
  notes(): readonly string[];
}
