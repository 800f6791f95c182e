/** PostgreSQL cuts longer names silently (NAMEDATALEN - 1). */
export const NAME_BYTES = 63;

/** A name as it stands in SQL, whatever characters it has. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as it stands in SQL; sessions of ours have `standard_conforming_strings` on. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A list of names for SQL. */
export function quoteIdentifiers(names: readonly string[]): string {
  return names.map(quoteIdentifier).join(', ');
}

/** Why PostgreSQL would not keep this name as written, or undefined. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'a name is empty';
  if (name.includes('\0')) return `the name ${JSON.stringify(name)} holds a NUL character`;
  const bytes = Buffer.byteLength(name);
  if (bytes <= NAME_BYTES) return undefined;
  return `the name "${name}" has ${bytes} bytes, PostgreSQL keeps ${NAME_BYTES} - shorten it`;
}
