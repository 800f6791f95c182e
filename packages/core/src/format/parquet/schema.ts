import type { ValueType } from '../../model/value-type.ts';
import { ConvertedType, PhysicalType } from './names.ts';
import type { ThriftWriter } from './thrift.ts';

/** A column of a Parquet file. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly nullable: boolean;
}

/** How cells are stored, and what they mean. Source: Parquet format, `SchemaElement`; Parquet logical types. */
interface LeafType {
  readonly physical: number;
  readonly converted?: number;
  readonly byteLength?: number;
  readonly scale?: number;
  readonly logical?: (thrift: ThriftWriter) => void;
}

const DECIMAL_PRECISION = 18;
const UUID_BYTES = 16;
const OPTIONAL = 1;
const REQUIRED = 0;

/** Fields of the union `LogicalType`. */
const STRING = 1;
const DECIMAL = 5;
const DATE = 6;
const TIMESTAMP = 8;
const JSON_TYPE = 12;
const UUID = 14;

/** A logical type without settings. */
const plain =
  (field: number) =>
  (thrift: ThriftWriter): void => {
    thrift.open(field);
    thrift.close();
  };

/** Instants: adjusted to UTC, in milliseconds. */
function timestamp(thrift: ThriftWriter): void {
  thrift.open(TIMESTAMP);
  thrift.bool(1, true);
  thrift.open(2);
  plain(1)(thrift);
  thrift.close();
  thrift.close();
}

const decimal =
  (scale: number) =>
  (thrift: ThriftWriter): void => {
    thrift.open(DECIMAL);
    thrift.i32(1, scale);
    thrift.i32(2, DECIMAL_PRECISION);
    thrift.close();
  };

/** Old readers know types by the older of the two words alone; where there is one, both are written. */
export function leafType(type: ValueType): LeafType {
  const { BYTE_ARRAY, INT32, INT64 } = PhysicalType;
  switch (type.kind) {
    case 'string':
      return { physical: BYTE_ARRAY, converted: ConvertedType.UTF8, logical: plain(STRING) };
    case 'json':
      return { physical: BYTE_ARRAY, converted: ConvertedType.JSON, logical: plain(JSON_TYPE) };
    case 'integer':
    case 'bigint':
      return { physical: INT64 };
    case 'float':
      return { physical: PhysicalType.DOUBLE };
    case 'decimal': {
      const { scale } = type;
      const logical = decimal(scale);
      return { physical: INT64, converted: ConvertedType.DECIMAL, scale, logical };
    }
    case 'boolean':
      return { physical: PhysicalType.BOOLEAN };
    case 'uuid': {
      const physical = PhysicalType.FIXED_LEN_BYTE_ARRAY;
      return { physical, byteLength: UUID_BYTES, logical: plain(UUID) };
    }
    case 'timestamp':
      return { physical: INT64, converted: ConvertedType.TIMESTAMP_MILLIS, logical: timestamp };
    case 'date':
      return { physical: INT32, converted: ConvertedType.DATE, logical: plain(DATE) };
  }
}

/** The root of a schema, which the leaves follow. */
export function writeRoot(thrift: ThriftWriter, columns: readonly ParquetColumn[]): void {
  thrift.open();
  thrift.string(4, 'root');
  thrift.i32(5, columns.length);
  thrift.close();
}

export function writeLeaf(thrift: ThriftWriter, { name, type, nullable }: ParquetColumn): void {
  const { physical, converted, byteLength, scale, logical } = leafType(type);
  thrift.open();
  thrift.i32(1, physical);
  if (byteLength !== undefined) thrift.i32(2, byteLength);
  thrift.i32(3, nullable ? OPTIONAL : REQUIRED);
  thrift.string(4, name);
  if (converted !== undefined) thrift.i32(6, converted);
  if (scale !== undefined) {
    thrift.i32(7, scale);
    thrift.i32(8, DECIMAL_PRECISION);
  }
  if (logical !== undefined) {
    thrift.open(10);
    logical(thrift);
    thrift.close();
  }
  thrift.close();
}
