/** Least and greatest number of a type, both inclusive. */
export type IntegerRange = readonly [min: number, max: number];

/** Bytes of the integer types of PostgreSQL and MySQL. Source: their manuals, "Numeric types" and "Integer types". */
const BYTES: Readonly<Record<string, number>> = {
  tinyint: 1,
  smallint: 2,
  int2: 2,
  smallserial: 2,
  mediumint: 3,
  int: 4,
  integer: 4,
  int4: 4,
  serial: 4,
  bigint: 8,
  int8: 8,
  bigserial: 8,
};

/** The numbers that a column of a database type takes; undefined for types that are not of whole numbers. */
export function integerRange(sourceType: string): IntegerRange | undefined {
  const type = sourceType.trim().toLowerCase();
  const [, name = '', precision, scale = '0', sign] =
    /^([a-z]+\d?)\s*(?:\((\d+)(?:\s*,\s*(\d+))?\))?(\s+unsigned)?(?:\s+zerofill)?$/.exec(type) ??
    [];
  const bytes = Object.hasOwn(BYTES, name) ? BYTES[name] : undefined;
  if (bytes !== undefined) {
    const count = 2 ** (8 * bytes);
    return sign === undefined ? [-count / 2, count / 2 - 1] : [0, count - 1];
  }
  if (!['numeric', 'decimal'].includes(name) || Number(scale) > 0) return undefined;
  const most = precision === undefined ? Number.MAX_SAFE_INTEGER : 10 ** Number(precision) - 1;
  return [sign === undefined ? -most : 0, most];
}
