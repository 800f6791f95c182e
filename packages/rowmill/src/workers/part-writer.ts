import { createHash, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ColumnShape } from '@rowmill/core';
import {
  type Batch,
  copy,
  type EncodedBatch,
  ndjson,
  openParquetFile,
  type PageSpace,
} from '@rowmill/core/kernels';
import { UNFINISHED } from '../stores/directory-store.ts';
import { createRowDigest, digestForm } from '../targets/postgres/row-form.ts';
import { countNulls } from './count-nulls.ts';
import type { StoredPart } from './jobs.ts';
import { pageOptions } from './parquet-codec.ts';
import { publishPart } from './publish-part.ts';
import { createSchemaChecker, type SchemaCheck } from './schema-checker.ts';
import { writeFully } from './write-fully.ts';

/** Forms that {@link openPartWriter} wants batches in, in this order, when their cells are the text of a source. */
export const PART_FORMS = [ndjson, copy] as const;

/** The same for rows of a program. */
export const programForms = (columns: readonly ColumnShape[]) =>
  [ndjson, digestForm(columns, true)] as const;

/** Writes one stored part under a temporary name, and gives it its own name when it is complete on disk. */
export interface PartWriter {
  add(batch: Batch, encoded: readonly EncodedBatch[]): void;
  finish(): StoredPart;
  /** Removes the file without giving it its name. */
  abandon(): void;
}

export interface PartOptions {
  readonly path: string;
  /**
   * Folder of files that are not complete yet. With it, a part that is there already stays, and has to be the same;
   * without it, it is replaced.
   */
  readonly unfinished?: string | undefined;
  readonly firstRow: number;
  readonly columns: readonly ColumnShape[];
  /** Columns are stored as the text that a source gave. */
  readonly asText: boolean;
  /** Where pages are put together: of the table that the batches come from. */
  readonly pages: PageSpace;
  readonly schema: SchemaCheck | undefined;
}

export function openPartWriter({
  path,
  unfinished,
  firstRow,
  columns,
  asText,
  pages,
  schema,
}: PartOptions): PartWriter {
  const temporary = openTemporary(path, unfinished);
  const { descriptor, abandon } = temporary;
  const hash = createHash('sha256');
  const digest = createRowDigest(columns, !asText);
  const checker = createSchemaChecker(schema);
  const nulls = countNulls();
  let position = 0;
  let rows = 0;
  let jsonBytes = 0;
  const file = openParquetFile(
    columns.map(({ name, type, nullable }) => ({
      name,
      type: asText ? { kind: 'string' } : type,
      nullable,
    })),
    (bytes) => {
      hash.update(bytes);
      position += writeFully(descriptor, bytes, position);
    },
    { ...pageOptions(), space: pages },
  );
  return {
    add(batch, [json, digested]) {
      file.add(asText ? withTextColumns(batch) : batch);
      nulls.add(batch);
      jsonBytes += json?.byteCount ?? 0;
      checker.check(batch, json);
      digested?.write((bytes) => digest.add(bytes));
      rows += batch.rowCount;
    },
    finish() {
      const sha256 = orAbandon(abandon, () => {
        file.finish();
        fsyncSync(descriptor);
        temporary.close();
        const digested = hash.digest('hex');
        if (unfinished === undefined) renameSync(temporary.path, path);
        else publishPart(temporary.path, path, { bytes: position, sha256: digested });
        return digested;
      });
      return {
        file: basename(path),
        firstRow,
        rows,
        bytes: position,
        sha256,
        digest: digest.finish().digest,
        jsonBytes,
        nulls: nulls.found(),
        schemaFailures: checker.failures(),
      };
    },
    abandon,
  };
}

const withTextColumns = (batch: Batch): Batch => ({
  ...batch,
  columns: batch.columns.map((column) => ({ ...column, type: { kind: 'string' } })),
});

/** On a full disk, the last bytes of a part are those that fail: what is there of it makes room again. */
function orAbandon<Value>(abandon: () => void, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    abandon();
    throw error;
  }
}

/** A file that has no name of its own yet. */
function openTemporary(path: string, unfinished: string | undefined) {
  const temporary = temporaryPath(path, unfinished);
  const descriptor = openSync(temporary, 'w');
  let isOpen = true;
  const close = (): void => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  return {
    path: temporary,
    descriptor,
    close,
    abandon() {
      close();
      rmSync(temporary, { force: true });
    },
  };
}

/** Parts of several tables may be written at once, by one thread even, and have the same names. */
function temporaryPath(path: string, unfinished: string | undefined): string {
  const name = `${randomUUID()}${UNFINISHED}`;
  return unfinished === undefined
    ? `${path}.${name}`
    : join(unfinished, `${basename(path)}.${name}`);
}
