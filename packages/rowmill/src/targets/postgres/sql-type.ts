import type { ColumnShape, ValueType } from '@rowmill/core';

/** Type of a column in SQL, and why it is not the one of the source where it is not. */
export interface SqlType {
  readonly sql: string;
  readonly note?: string;
}

/** Types that come with every server, as `format_type` writes them, without length, precision and `[]`. */
const BUILT_IN = new Set([
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'real',
  'double precision',
  'money',
  'boolean',
  'text',
  'character varying',
  'character',
  'bpchar',
  '"char"',
  'name',
  'bytea',
  'uuid',
  'date',
  'time without time zone',
  'time with time zone',
  'timestamp without time zone',
  'timestamp with time zone',
  'interval',
  'json',
  'jsonb',
  'jsonpath',
  'xml',
  'tsvector',
  'tsquery',
  'inet',
  'cidr',
  'macaddr',
  'macaddr8',
  'bit',
  'bit varying',
  'oid',
  'point',
  'line',
  'lseg',
  'box',
  'path',
  'polygon',
  'circle',
  'int4range',
  'int8range',
  'numrange',
  'tsrange',
  'tstzrange',
  'daterange',
  'int4multirange',
  'int8multirange',
  'nummultirange',
  'tsmultirange',
  'tstzmultirange',
  'datemultirange',
]);

const INTERVAL_FIELDS =
  /^interval (year|month|day|hour|minute|second)( to (month|hour|minute|second))?/;

/** Type that a column gets: that of its source where every server knows it, otherwise by what its cells are. */
export function sqlTypeOf({ name, type, sourceType }: ColumnShape): SqlType {
  if (sourceType === undefined) return { sql: typeOfValues(type) };
  if (isBuiltIn(sourceType)) return { sql: sourceType };
  const note = `column "${name}": type ${sourceType} of the source is not built in, it became text`;
  return { sql: 'text', note };
}

/** The type without length, precision, interval fields and `[]`. */
export function baseType(sql: string): string {
  return sql
    .replace(/(\[\])+$/, '')
    .replace(/\(\d+(,-?\d+)?\)/, '')
    .replace(INTERVAL_FIELDS, 'interval');
}

/** Whether the type is an array, whatever its elements are. */
export function isArray(sql: string): boolean {
  return sql.endsWith('[]');
}

/** Whether a sequence can fill a column of this type. */
export function isWholeNumber(sql: string): boolean {
  return ['smallint', 'integer', 'bigint'].includes(sql);
}

/** The text goes into SQL as it is, so nothing but a known type with numbers in its place passes. */
function isBuiltIn(sourceType: string): boolean {
  return BUILT_IN.has(baseType(sourceType));
}

function typeOfValues(type: ValueType): string {
  switch (type.kind) {
    case 'string':
      return 'text';
    case 'integer':
    case 'bigint':
      return 'bigint';
    case 'float':
      return 'double precision';
    case 'decimal':
      return `numeric(38,${type.scale})`;
    case 'boolean':
      return 'boolean';
    case 'uuid':
      return 'uuid';
    case 'timestamp':
      return 'timestamp(3) with time zone';
    case 'date':
      return 'date';
    case 'json':
      return 'jsonb';
  }
}
