/** How the bytes of a cell become text in the form that PostgreSQL has for the same value. */
export type MysqlForm =
  | 'text'
  | 'number'
  | 'boolean'
  | 'bytes'
  | 'bits'
  | 'single'
  | 'double'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'instant';

/** A type of MySQL, in words of PostgreSQL. */
export interface MysqlType {
  readonly sourceType: string;
  readonly form: MysqlForm;
}

type Make = (text: { readonly sizes: string; readonly unsigned: boolean }) => MysqlType;

const is =
  (sourceType: string, form: MysqlForm): Make =>
  () => ({ sourceType, form });

/** Unsigned numbers need the next larger type. */
const whole =
  (signed: string, unsigned: string): Make =>
  (type) => ({ sourceType: type.unsigned ? unsigned : signed, form: 'number' });

const sized =
  (name: string, form: MysqlForm, rest = ''): Make =>
  ({ sizes }) => ({ sourceType: `${name}${sizes === '' ? '' : `(${sizes})`}${rest}`, form });

/** @see https://dev.mysql.com/doc/refman/8.4/en/data-types.html, https://mariadb.com/kb/en/data-types/ (2026-11-23) */
const TYPES: Readonly<Record<string, Make>> = {
  tinyint: whole('smallint', 'smallint'),
  smallint: whole('smallint', 'integer'),
  mediumint: whole('integer', 'integer'),
  int: whole('integer', 'bigint'),
  bigint: whole('bigint', 'numeric(20,0)'),
  year: is('smallint', 'number'),
  decimal: sized('numeric', 'number'),
  float: is('real', 'single'),
  double: is('double precision', 'double'),
  bit: sized('bit', 'bits'),
  char: sized('character', 'text'),
  varchar: sized('character varying', 'text'),
  json: is('json', 'text'),
  date: is('date', 'date'),
  time: sized('time', 'time', ' without time zone'),
  datetime: sized('timestamp', 'timestamp', ' without time zone'),
  timestamp: sized('timestamp', 'instant', ' with time zone'),
  uuid: is('uuid', 'text'),
  inet4: is('inet', 'text'),
  inet6: is('inet', 'text'),
};

const BYTES =
  /^(binary|varbinary|tinyblob|blob|mediumblob|longblob|vector|geometry|point|linestring|polygon|multi\w+|geom\w+)$/;

/**
 * Reads a type as the catalogue of MySQL and MariaDB writes it, e.g. `int(10) unsigned`. `tinyint(1)` is what both make of
 * BOOLEAN.
 */
export function mysqlTypeOf(columnType: string): MysqlType {
  if (/^tinyint\(1\)/.test(columnType)) return { sourceType: 'boolean', form: 'boolean' };
  const [, name = '', sizes = ''] = /^(\w+)(?:\(([\d,]+)\))?/.exec(columnType) ?? [];
  if (BYTES.test(name)) return { sourceType: 'bytea', form: 'bytes' };
  const make = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  // Sets, enums and the four sizes of text; what is not known is read as text, too.
  return make?.({ sizes, unsigned: columnType.includes('unsigned') }) ?? TEXT;
}

const TEXT: MysqlType = { sourceType: 'text', form: 'text' };

/** Labels of `enum('a','it''s')`. */
export function enumLabels(columnType: string): readonly string[] | undefined {
  if (!columnType.startsWith('enum(')) return undefined;
  return [...columnType.matchAll(/'((?:[^']|'')*)'/g)].map(([, label = '']) =>
    label.replaceAll("''", "'"),
  );
}
