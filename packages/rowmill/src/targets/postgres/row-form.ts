import type { ColumnShape } from '@rowmill/core';
import type { LineDigest } from '@rowmill/core/engine';
import {
  copy,
  createSumDigest,
  isTupleKindOf,
  type TextForm,
  type TupleDigestForm,
  type TupleKind,
} from '@rowmill/core/kernels';
import { createCopyDigest } from './copy-digest.ts';
import { baseType, isArray, sqlTypeOf } from './sql-type.ts';

/** How rows of a table travel to the server, and what their digest is taken of. */
export interface RowForm {
  readonly format: 'binary' | 'text';
  /** Binary form of each column; empty for text. */
  readonly kinds: readonly TupleKind[];
  /**
   * Of the binary tuples, where the server gives them back as it got them; otherwise of COPY text lines, whose cells
   * can be brought into one form.
   */
  readonly digestOf: 'tuples' | 'lines';
}

const TEXT: RowForm = { format: 'text', kinds: [], digestOf: 'lines' };

const KINDS: Readonly<Record<string, TupleKind>> = {
  text: 'text',
  'character varying': 'text',
  json: 'text',
  jsonb: 'jsonb',
  smallint: 'int2',
  integer: 'int4',
  bigint: 'int8',
  numeric: 'numeric',
  real: 'float4',
  'double precision': 'float8',
  boolean: 'boolean',
  uuid: 'uuid',
  'timestamp with time zone': 'timestamp',
  'timestamp without time zone': 'timestamp',
  date: 'date',
};

/**
 * Binary where every column has a binary form, else text for the whole table.
 *
 * @param computed rows come from a program, as values; rows of a store are text, and stay so
 */
export function rowFormOf(columns: readonly ColumnShape[], computed: boolean): RowForm {
  // A row without columns is nothing that a line or a tuple could be told from.
  if (!computed || columns.length === 0) return TEXT;
  const kinds = columns.map(binaryKind);
  if (!kinds.every((kind) => kind !== undefined)) return TEXT;
  return { format: 'binary', kinds, digestOf: columns.every(isKept) ? 'tuples' : 'lines' };
}

/** Whether the server gives back the bytes that it got, and not only what they mean. */
function isKept(column: ColumnShape): boolean {
  const { sql } = sqlTypeOf(column);
  switch (baseType(sql)) {
    case 'jsonb':
      return false;
    case 'numeric':
      return column.type.kind === 'decimal' && hasScale(sql, column.type.scale);
    default:
      return true;
  }
}

/** `numeric` keeps the digits that it is given; `numeric(20,5)` always has five behind the point. */
function hasScale(sql: string, scale: number): boolean {
  const limits = /\(\d+(?:,(-?\d+))?\)$/.exec(sql);
  return limits === null || Number(limits[1] ?? 0) === scale;
}

function binaryKind(column: ColumnShape): TupleKind | undefined {
  const { sql } = sqlTypeOf(column);
  const kind = isArray(sql) ? undefined : KINDS[baseType(sql)];
  return kind !== undefined && isTupleKindOf(column.type, kind) ? kind : undefined;
}

/** The form that {@link createRowDigest} takes batches in. */
export function digestForm(
  columns: readonly ColumnShape[],
  computed: boolean,
): TextForm | TupleDigestForm {
  const { digestOf, kinds } = rowFormOf(columns, computed);
  return digestOf === 'tuples' ? { kinds } : copy;
}

/** Digest of rows that are made, stored or sent: the one that a server is compared with later. */
export function createRowDigest(columns: readonly ColumnShape[], computed: boolean): LineDigest {
  return rowFormOf(columns, computed).digestOf === 'tuples'
    ? createSumDigest()
    : createCopyDigest(columns, 'rowmill');
}
