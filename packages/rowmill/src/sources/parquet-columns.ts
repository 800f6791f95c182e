import type { ValueType } from '@rowmill/core';
import type { FileMetaData, SchemaElement } from 'hyparquet';
import { floatText } from './float-text.ts';
import {
  booleanText,
  dateText,
  decimalText,
  hexText,
  nestedText,
  type ParquetText,
  timestampText,
  timeText,
  unsignedText,
  utf8Text,
  uuidText,
} from './parquet-text.ts';

/** A column of a Parquet file: its type in words of PostgreSQL, and how its cells get the text form of the same. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: ValueType | undefined;
  readonly sourceType: string;
  readonly nullable: boolean;
  readonly toText: ParquetText;
}

/** The columns of a file, and the file's description as the decoder has to see it to hand over values as they lie there. */
export interface ParquetTable {
  readonly columns: readonly ParquetColumn[];
  readonly metadata: FileMetaData;
}

/**
 * Reads what a file says of its columns. Lists, maps and groups are JSON.
 *
 * Source: Apache Parquet format, LogicalTypes.md.
 */
export function parquetTable(metadata: FileMetaData): ParquetTable {
  const { schema } = metadata;
  const columns: ParquetColumn[] = [];
  const plain = new Set<SchemaElement>();
  for (let at = 1; at < schema.length; at += sizeOf(schema, at)) {
    const element = schema[at];
    if (element === undefined) continue;
    columns.push(columnOf(element));
    if (!isNested(element)) plain.add(element);
  }
  // The decoder makes decimals numbers, which loses digits, and replaces bytes that are not UTF-8 in silence.
  const asTheyLie = schema.map((element) =>
    plain.has(element) ? withoutMeaning(element) : element,
  );
  return { columns, metadata: { ...metadata, schema: asTheyLie } };
}

function withoutMeaning(element: SchemaElement): SchemaElement {
  const { converted_type: _converted, logical_type: _logical, ...rest } = element;
  return rest;
}

/** Elements that a column takes in the flat list of the schema, those inside it included. */
function sizeOf(schema: readonly SchemaElement[], at: number): number {
  let size = 1;
  const children = schema[at]?.num_children ?? 0;
  for (let child = 0; child < children; child++) size += sizeOf(schema, at + size);
  return size;
}

function isNested({ num_children: children = 0, repetition_type: repetition }: SchemaElement) {
  return children > 0 || repetition === 'REPEATED';
}

type Kind = Omit<ParquetColumn, 'name' | 'nullable'>;

function columnOf(element: SchemaElement): ParquetColumn {
  const kind = isNested(element) ? JSON_KIND : (meaningOf(element) ?? physicalKind(element));
  return { name: element.name, nullable: element.repetition_type !== 'REQUIRED', ...kind };
}

const TEXT: Kind = { type: { kind: 'string' }, sourceType: 'text', toText: utf8Text };
const JSON_KIND: Kind = { type: { kind: 'json' }, sourceType: 'jsonb', toText: nestedText };

/** By what is said of the values. */
const MEANINGS: Readonly<Record<string, (element: SchemaElement) => Kind>> = {
  STRING: () => TEXT,
  UTF8: () => TEXT,
  ENUM: () => TEXT,
  JSON: () => ({ ...JSON_KIND, toText: utf8Text }),
  UUID: () => ({ type: { kind: 'uuid' }, sourceType: 'uuid', toText: uuidText }),
  DATE: () => ({ type: { kind: 'date' }, sourceType: 'date', toText: dateText }),
  DECIMAL: ({ precision = 38, scale = 0 }) => ({
    type: { kind: 'decimal', scale },
    sourceType: `numeric(${precision},${scale})`,
    toText: decimalText(scale),
  }),
  TIMESTAMP: timestampKind,
  TIMESTAMP_MILLIS: timestampKind,
  TIMESTAMP_MICROS: timestampKind,
  TIME: timeKind,
  TIME_MILLIS: timeKind,
  TIME_MICROS: timeKind,
  UINT_32: () => unsignedKind(32),
  UINT_64: () => unsignedKind(64),
};

function meaningOf(element: SchemaElement): Kind | undefined {
  const { logical_type: logical, converted_type: converted } = element;
  for (const meaning of [logical?.type, converted])
    if (meaning !== undefined && Object.hasOwn(MEANINGS, meaning))
      return MEANINGS[meaning]?.(element);
  return undefined;
}

function unsignedKind(bits: 32 | 64): Kind {
  const sourceType = bits === 32 ? 'bigint' : 'numeric(20,0)';
  const type: ValueType = bits === 32 ? { kind: 'bigint' } : { kind: 'decimal', scale: 0 };
  return { type, sourceType, toText: unsignedText(bits) };
}

/** Units in a second. Without a word of the unit it is microseconds, as in the older form. */
function unitOf({ logical_type: logical, converted_type: converted }: SchemaElement): bigint {
  const unit = logical !== undefined && 'unit' in logical ? logical.unit : undefined;
  if (unit === 'NANOS') return 1_000_000_000n;
  return unit === 'MILLIS' || converted?.endsWith('MILLIS') ? 1000n : 1_000_000n;
}

function timestampKind(element: SchemaElement): Kind {
  const { logical_type: logical } = element;
  const isLocal = logical?.type === 'TIMESTAMP' && !logical.isAdjustedToUTC;
  const sourceType = `timestamp ${isLocal ? 'without' : 'with'} time zone`;
  return {
    type: undefined,
    sourceType,
    toText: timestampText(unitOf(element), isLocal ? '' : '+00'),
  };
}

function timeKind(element: SchemaElement): Kind {
  const sourceType = 'time without time zone';
  return { type: undefined, sourceType, toText: timeText(unitOf(element)) };
}

/** By how they lie there. */
function physicalKind({ type }: SchemaElement): Kind {
  switch (type) {
    case 'BOOLEAN':
      return { type: { kind: 'boolean' }, sourceType: 'boolean', toText: booleanText };
    case 'INT32':
      return { type: { kind: 'integer' }, sourceType: 'integer', toText: String };
    case 'INT64':
      return { type: { kind: 'bigint' }, sourceType: 'bigint', toText: String };
    case 'FLOAT':
      return floatKind('real', 'single');
    case 'DOUBLE':
      return floatKind('double precision', 'double');
    case 'INT96':
      // The decoder has made nanoseconds of it.
      return {
        type: undefined,
        sourceType: 'timestamp without time zone',
        toText: timestampText(1_000_000_000n, ''),
      };
    default:
      return { type: undefined, sourceType: 'bytea', toText: hexText };
  }
}

function floatKind(sourceType: string, precision: 'single' | 'double'): Kind {
  const toText = (value: unknown) => floatText(Number(value), precision);
  return { type: { kind: 'float' }, sourceType, toText };
}
