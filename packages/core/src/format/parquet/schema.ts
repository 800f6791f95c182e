import type { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import type { ValueType } from '../../model/value-type.ts';

/** What the footer of a file holds. */
export type FileMetadata = Parameters<typeof writeMetadata>[1];
type SchemaElement = FileMetadata['schema'][number];
/** One leaf of a schema. */
export type LeafElement = SchemaElement & Required<Pick<SchemaElement, 'type'>>;

/** A column of a Parquet file. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly nullable: boolean;
}

const DECIMAL_PRECISION = 18;

/** The root of a schema, which the leaves of {@link leafElement} follow. */
export function rootElement(columns: readonly ParquetColumn[]): SchemaElement {
  return { name: 'root', num_children: columns.length };
}

/** How a column is declared: physical and logical type. Source: Parquet format, `SchemaElement`; Parquet logical types. */
export function leafElement({ name, type, nullable }: ParquetColumn): LeafElement {
  return { name, repetition_type: nullable ? 'OPTIONAL' : 'REQUIRED', ...physicalType(type) };
}

function physicalType(type: ValueType): Omit<LeafElement, 'name'> {
  switch (type.kind) {
    case 'string':
      return { type: 'BYTE_ARRAY', converted_type: 'UTF8' };
    case 'json':
      // Both: DuckDB and hyparquet know documents by the older of the two alone.
      return { type: 'BYTE_ARRAY', converted_type: 'JSON', logical_type: { type: 'JSON' } };
    case 'integer':
    case 'bigint':
      return { type: 'INT64' };
    case 'float':
      return { type: 'DOUBLE' };
    case 'decimal':
      return {
        type: 'INT64',
        converted_type: 'DECIMAL',
        precision: DECIMAL_PRECISION,
        scale: type.scale,
      };
    case 'boolean':
      return { type: 'BOOLEAN' };
    case 'uuid':
      return { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, logical_type: { type: 'UUID' } };
    case 'timestamp':
      return { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' };
    case 'date':
      return { type: 'INT32', converted_type: 'DATE' };
  }
}
