/** PostgreSQL types, in the words of format_type, whose cells cannot be any text. */
const OTHER_TYPES =
  /^(?:smallint|integer|bigint|int[248]?|numeric|decimal|real|double precision|float[48]?|money|bool(?:ean)?|uuid|date|time|timestamp|timestamptz|interval|jsonb?|xml|bytea|inet|cidr|macaddr8?|bit|varbit|point|line|lseg|box|path|polygon|circle|tsvector|tsquery|oid|\w+range)\b/i;

/**
 * Whether any text fits into a column of a database type. Columns without one (those of files) and types that are not
 * known here, such as a domain, are given the benefit of the doubt: the database has the last word.
 */
export function holdsText(sourceType: string | undefined): boolean {
  const type = sourceType?.trim() ?? '';
  return !type.endsWith('[]') && !OTHER_TYPES.test(type);
}
