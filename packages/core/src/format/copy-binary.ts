import { DataError } from '../errors.ts';
import type { Memory } from '../kernels/memory.ts';
import type { ProgramColumn } from '../program/steps.ts';
import { fastTuplesSize, openFastTuples } from '../wasm/copy-binary.ts';
import { openTupleReference } from './copy-binary-reference.ts';
import {
  isTupleKindOf,
  type TupleColumn,
  type TupleEngine,
  type TupleKind,
} from './copy-binary-types.ts';
import type { EncodedColumn } from './render.ts';

/** Bytes of memory that {@link openTuples} takes. */
export const tuplesSize: (columns: readonly TupleColumn[]) => number = fastTuplesSize;

/** Tuples of PostgreSQL's binary COPY, encoded and hashed by the engine that the memory is for. */
export function openTuples(columns: readonly TupleColumn[], memory: Memory): TupleEngine {
  return memory.wasm === undefined
    ? openTupleReference(columns, memory.view)
    : openFastTuples(columns, memory);
}

/**
 * What an encoder has to know of columns.
 *
 * @param kinds binary form of each column
 * @throws TypeError for a column that does not have its form: whoever chose it did not ask the column's type
 */
export function tupleColumns(
  columns: readonly Pick<EncodedColumn, 'name' | 'type' | 'vectorKind'>[],
  kinds: readonly TupleKind[],
): TupleColumn[] {
  return columns.map(({ name, type, vectorKind }, c) => {
    const kind = kinds[c];
    if (kind === undefined || !isTupleKindOf(type, kind))
      throw new TypeError(`column "${name}" of ${type.kind} is no ${kind}`);
    return { name, kind, scale: type.kind === 'decimal' ? type.scale : 0, vectorKind };
  });
}

/** The error for a cell without a binary form. Holds no value: cells may be a person's. */
export function formError(table: string, row: number, { name, kind }: TupleColumn): DataError {
  return new DataError(
    `table "${table}"`,
    undefined,
    `row ${row}, column "${name}": its number is no ${kind} - keep it whole and within the range of the type`,
  );
}

/** Binary form that a column has by what it holds, without a word from a database. */
export function naturalKind({ type }: Pick<ProgramColumn, 'type'>): TupleKind {
  switch (type.kind) {
    case 'string':
      return 'text';
    case 'integer':
    case 'bigint':
      return 'int8';
    case 'float':
      return 'float8';
    case 'decimal':
      return 'numeric';
    case 'json':
      return 'jsonb';
    default:
      return type.kind;
  }
}
